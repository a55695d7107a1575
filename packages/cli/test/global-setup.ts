export { default } from '@attesta/postgres-server/global-setup';
