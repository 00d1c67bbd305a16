import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
  CREATE TABLE customers (
    id text PRIMARY KEY,
    name text NOT NULL,
    given_name text NOT NULL,
    transfer_limit bigint NOT NULL CHECK (transfer_limit > 0),
    daily_limit bigint NOT NULL CHECK (daily_limit > 0)
  );
  CREATE TABLE accounts (
    id text PRIMARY KEY,
    customer_id text REFERENCES customers,
    kind text NOT NULL CHECK (kind IN ('current', 'savings', 'internal')),
    name text NOT NULL,
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    iban text UNIQUE,
    balance bigint NOT NULL DEFAULT 0 CHECK (abs(balance) <= 9007199254740991),
    minimum bigint,
    opened_on date NOT NULL,
    CONSTRAINT accounts_owner_check CHECK ((kind = 'internal') = (customer_id IS NULL)),
    CONSTRAINT accounts_minimum_check CHECK (kind = 'internal' OR balance >= minimum)
  );
  CREATE INDEX accounts_customer ON accounts (customer_id);
  CREATE TABLE ledger_transactions (
    id text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('transfer', 'card', 'top_up', 'exchange', 'fee', 'interest', 'salary', 'cancellation')),
    booked_at timestamptz NOT NULL,
    description text NOT NULL,
    merchant text,
    category text,
    reference text
  );
  CREATE TABLE ledger_entries (
    transaction_id text NOT NULL REFERENCES ledger_transactions,
    account_id text NOT NULL REFERENCES accounts,
    amount bigint NOT NULL CHECK (amount <> 0),
    currency text NOT NULL,
    booked_at timestamptz NOT NULL,
    PRIMARY KEY (transaction_id, account_id)
  );
  CREATE INDEX ledger_entries_account ON ledger_entries (account_id, booked_at DESC);
  CREATE TABLE payees (
    id text PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customers,
    name text NOT NULL,
    iban text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (customer_id, iban)
  );
  CREATE TABLE transfers (
    id text PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customers,
    source_account text NOT NULL REFERENCES accounts,
    target_account text REFERENCES accounts,
    target_name text NOT NULL,
    target_iban text,
    own boolean NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    currency text NOT NULL,
    reference text,
    status text NOT NULL CHECK (status IN ('scheduled', 'booked', 'cancelled', 'failed')),
    execute_on date NOT NULL,
    settles_at timestamptz,
    created_at timestamptz NOT NULL
  );
  CREATE INDEX transfers_customer ON transfers (customer_id, created_at DESC);
  CREATE INDEX transfers_due ON transfers (execute_on) WHERE status = 'scheduled';
  CREATE TABLE cards (
    id text PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customers,
    account_id text NOT NULL REFERENCES accounts,
    kind text NOT NULL CHECK (kind IN ('debit', 'credit')),
    last4 text NOT NULL CHECK (last4 ~ '^[0-9]{4}$'),
    status text NOT NULL CHECK (status IN ('ordered', 'active', 'frozen', 'blocked', 'closed')),
    daily_limit bigint NOT NULL CHECK (daily_limit > 0),
    expected_on date NOT NULL,
    replaces text REFERENCES cards
  );
  CREATE INDEX cards_customer ON cards (customer_id);
  CREATE TABLE disputes (
    id text PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customers,
    transaction_id text NOT NULL UNIQUE REFERENCES ledger_transactions,
    reason text NOT NULL,
    opened_at timestamptz NOT NULL
  );
  CREATE TABLE statements (
    account_id text NOT NULL REFERENCES accounts,
    month text NOT NULL CHECK (month ~ '^\\d{4}-\\d{2}$'),
    customer_id text NOT NULL REFERENCES customers,
    ordered_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, month)
  );
  CREATE TABLE orders (
    id text PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customers,
    request jsonb NOT NULL,
    result json,
    ordered_at timestamptz NOT NULL
  );
  CREATE TABLE step_up_codes (
    conversation_id text PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customers,
    code_hash text NOT NULL,
    attempts integer NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE TABLE device_messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customers,
    text text NOT NULL,
    sent_at timestamptz NOT NULL
  );
  CREATE INDEX device_messages_customer ON device_messages (customer_id, id DESC);`;

/** What no code, ours included, can get around: the ledger balances, only grows, and is what an account's balance says. */
const guards = `
  CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the ledger only grows: book a cancellation instead' USING ERRCODE = 'integrity_constraint_violation';
  END $$;
  CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries EXECUTE FUNCTION ledger_append_only();
  CREATE TRIGGER ledger_transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transactions EXECUTE FUNCTION ledger_append_only();

  CREATE FUNCTION ledger_apply_entry() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    owner accounts;
  BEGIN
    SELECT * INTO owner FROM accounts WHERE id = NEW.account_id;
    IF owner.currency <> NEW.currency THEN
      RAISE EXCEPTION 'entry in % for an account in %', NEW.currency, owner.currency USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    -- The bank's own accounts are touched by everybody: their balance is summed when asked for, so that no two customers wait for each other.
    IF owner.kind <> 'internal' THEN
      UPDATE accounts SET balance = balance + NEW.amount WHERE id = NEW.account_id;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER ledger_entries_apply AFTER INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION ledger_apply_entry();

  CREATE FUNCTION accounts_balance_guard() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF pg_trigger_depth() < 2 THEN
      RAISE EXCEPTION 'a balance changes by entries of the ledger only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER accounts_balance_insert BEFORE INSERT ON accounts FOR EACH ROW WHEN (NEW.balance <> 0) EXECUTE FUNCTION accounts_balance_guard();
  CREATE TRIGGER accounts_balance_update BEFORE UPDATE ON accounts FOR EACH ROW
    WHEN (NEW.balance IS DISTINCT FROM OLD.balance) EXECUTE FUNCTION accounts_balance_guard();

  CREATE FUNCTION ledger_must_balance(transaction text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM ledger_entries WHERE transaction_id = transaction)
      OR EXISTS (SELECT FROM ledger_entries WHERE transaction_id = transaction GROUP BY currency HAVING sum(amount) <> 0) THEN
      RAISE EXCEPTION 'the entries of transaction % do not sum to zero', transaction USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END $$;
  CREATE FUNCTION ledger_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN PERFORM ledger_must_balance(NEW.transaction_id); RETURN NULL; END $$;
  CREATE FUNCTION ledger_transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN PERFORM ledger_must_balance(NEW.id); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();
  CREATE CONSTRAINT TRIGGER ledger_transactions_balance AFTER INSERT ON ledger_transactions
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transaction_balances();`;

const names = [
  'device_messages',
  'step_up_codes',
  'orders',
  'statements',
  'disputes',
  'cards',
  'transfers',
  'payees',
  'ledger_entries',
  'ledger_transactions',
  'accounts',
  'customers',
];
const functions = [
  'ledger_append_only()',
  'ledger_apply_entry()',
  'accounts_balance_guard()',
  'ledger_entry_balances()',
  'ledger_transaction_balances()',
  'ledger_must_balance(text)',
];

/** The tables of the bank. */
export class CreateBank1764100000000 implements MigrationInterface {
  name = 'CreateBank1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guards);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of names) await runner.query(`DROP TABLE ${table}`);
    for (const name of functions) await runner.query(`DROP FUNCTION ${name}`);
  }
}
