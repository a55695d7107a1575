export { default } from '../../store-postgres/test/global-setup.js';
