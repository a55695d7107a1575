export { default } from '../../../packages/store-postgres/test/global-setup.js';
