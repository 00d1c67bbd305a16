export { policyPage } from './policy-pages.js';
export { PolicySearch } from './policy-search.js';
