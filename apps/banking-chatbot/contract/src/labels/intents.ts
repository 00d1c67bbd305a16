/** What a customer of the demo bank may want, or do in a conversation: the label set of the model's own head. */

/** Things to do or to look up: each starts a flow, or answers from the ledger. */
export const TASK_INTENTS = [
  'check_balance',
  'list_transactions',
  'spending_summary',
  'account_details',
  'order_statement',
  'make_transfer',
  'transfer_status',
  'cancel_transfer',
  'list_payees',
  'add_payee',
  'exchange_rate',
  'exchange_money',
  'top_up',
  'list_cards',
  'activate_card',
  'freeze_card',
  'unfreeze_card',
  'report_lost_card',
  'replace_card',
  'card_arrival',
  'card_limits',
  'change_pin',
  'dispute_transaction',
] as const;

/** Questions that the bank's policy pages answer. */
export const QUESTION_INTENTS = [
  'ask_fees',
  'ask_top_up',
  'ask_transfer_time',
  'ask_limits',
  'ask_exchange',
  'ask_card_delivery',
  'ask_card_use_abroad',
  'ask_disputes',
  'ask_security',
  'ask_interest',
  'ask_overdraft',
  'ask_open_account',
  'ask_close_account',
  'ask_opening_hours',
] as const;

/** Moves within a conversation. `inform` gives values and nothing else: "50 euros, to Anna". */
export const DIALOGUE_INTENTS = [
  'affirm',
  'deny',
  'cancel',
  'correct',
  'inform',
  'select',
  'repeat',
  'resume',
  'help',
  'talk_to_human',
  'greet',
  'goodbye',
  'thank',
  'small_talk',
  'complain',
] as const;

/** Everything else: nothing a bank does. */
export const OUT_OF_SCOPE = 'out_of_scope';

export const INTENTS = [...TASK_INTENTS, ...QUESTION_INTENTS, ...DIALOGUE_INTENTS, OUT_OF_SCOPE] as const;

export type TaskIntent = (typeof TASK_INTENTS)[number];
export type QuestionIntent = (typeof QUESTION_INTENTS)[number];
export type DialogueIntent = (typeof DIALOGUE_INTENTS)[number];
export type Intent = (typeof INTENTS)[number];
