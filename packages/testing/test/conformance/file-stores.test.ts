import { logStoreConformance, stateStoreConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { fileLogStore, fileStateStore } from '../stores/file-fixtures.js';

// A backend outside of the process, small enough to be read: it is what the cases of several processes are tried on.
stateStoreConformance({ describe, it }, fileStateStore());
logStoreConformance({ describe, it }, fileLogStore());
