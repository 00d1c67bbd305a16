/** What the rest of the service may use of the bank. */
export { bankActions, type BankActionName, type BankInput, type BankResult } from './actions/actions.js';
export { bookDueTransfers } from './actions/book-transfer.js';
export type { BankContext } from './context.js';
export { DEMO_CUSTOMERS, type DemoCustomer } from './demo/demo-customers.js';
export { seedDemoBank } from './demo/seed-demo-bank.js';
export { loadFacts, type Facts } from './facts.js';
export { auditLedger } from './ledger/audit.js';
export { BankRefusal } from './refusal.js';
export { deviceMessages, stepUpByCode } from './step-up.js';
export { bankMigrations } from './tables/tables.js';
