/** Sentences of people, for the demo bank's intents: what other corpora call the same, and what is clearly no bank's business. */
import { OUT_OF_SCOPE, type Intent } from '@casebook/banking-chatbot-contract';
import type { Utterance } from '@casebook/data-pipelines';
import type { Corpus, CorpusName } from './corpus.js';

/** Only where every sentence of the corpus's intent is one of the demo bank's. */
const SAME: Partial<Record<CorpusName, Readonly<Record<string, Intent>>>> = {
  banking77: {
    activate_my_card: 'activate_card',
    age_limit: 'ask_open_account',
    automatic_top_up: 'ask_top_up',
    cancel_transfer: 'cancel_transfer',
    card_about_to_expire: 'replace_card',
    card_arrival: 'card_arrival',
    card_delivery_estimate: 'ask_card_delivery',
    card_payment_not_recognised: 'dispute_transaction',
    cash_withdrawal_charge: 'ask_fees',
    cash_withdrawal_not_recognised: 'dispute_transaction',
    change_pin: 'change_pin',
    direct_debit_payment_not_recognised: 'dispute_transaction',
    exchange_rate: 'exchange_rate',
    lost_or_stolen_card: 'report_lost_card',
    pending_transfer: 'transfer_status',
    terminate_account: 'ask_close_account',
    top_up_by_cash_or_cheque: 'ask_top_up',
    top_up_limits: 'ask_limits',
    topping_up_by_card: 'ask_top_up',
    transaction_charged_twice: 'dispute_transaction',
    transfer_not_received_by_recipient: 'transfer_status',
    transfer_timing: 'ask_transfer_time',
  },
  clinc150: {
    are_you_a_bot: 'small_talk',
    balance: 'check_balance',
    cancel: 'cancel',
    damaged_card: 'replace_card',
    do_you_have_pets: 'small_talk',
    exchange_rate: 'exchange_rate',
    goodbye: 'goodbye',
    greeting: 'greet',
    how_old_are_you: 'small_talk',
    interest_rate: 'ask_interest',
    no: 'deny',
    pin_change: 'change_pin',
    repeat: 'repeat',
    replacement_card_duration: 'ask_card_delivery',
    report_fraud: 'dispute_transaction',
    report_lost_card: 'report_lost_card',
    routing: 'account_details',
    spending_history: 'spending_summary',
    tell_joke: 'small_talk',
    thank_you: 'thank',
    transactions: 'list_transactions',
    transfer: 'make_transfer',
    what_are_your_hobbies: 'small_talk',
    what_can_i_ask_you: 'help',
    what_is_your_name: 'small_talk',
    where_are_you_from: 'small_talk',
    who_made_you: 'small_talk',
    yes: 'affirm',
  },
};

/** Intents of CLINC150 that no bank has. */
const ELSEWHERE = new Set(
  `alarm book_flight book_hotel calculator calories car_rental carry_on change_accent change_speed change_volume cook_time current_location
  date definition directions distance find_phone flight_status flip_coin food_last gas gas_type how_busy ingredient_substitution ingredients_list
  jump_start last_maintenance lost_luggage make_call meal_suggestion measurement_conversion meeting_schedule mpg next_holiday next_song
  nutrition_info oil_change_how oil_change_when play_music plug_type pto_balance pto_request recipe restaurant_reservation restaurant_reviews
  restaurant_suggestion roll_dice schedule_maintenance schedule_meeting share_location shopping_list smart_home spelling sync_device text time
  timer timezone tire_change tire_pressure todo_list traffic translate travel_suggestion uber update_playlist vaccines weather what_song
  whisper_mode`.split(/\s+/),
);

/** Of each intent that is elsewhere, one sentence in so many. */
const ONE_IN = 4;

/** The demo bank's corpus with sentences of the others in their parts; nothing is said of their slots. */
export function withNaturalTexts(demo: Corpus, others: readonly Corpus[]): Corpus {
  const borrowed = (part: 'train' | 'validation') => others.flatMap((corpus) => relabel(corpus.name, corpus[part]));
  return { ...demo, train: [...demo.train, ...borrowed('train')], validation: [...demo.validation, ...borrowed('validation')] };
}

function relabel(name: CorpusName, rows: readonly Utterance[]): Utterance[] {
  const same = SAME[name];
  if (!same) return [];
  return rows.flatMap(({ text, intent, oos }, row): Utterance[] => {
    if (intent !== undefined && Object.hasOwn(same, intent)) return [{ text, intent: same[intent]! }];
    return oos || (intent !== undefined && ELSEWHERE.has(intent) && row % ONE_IN === 0) ? [{ text, intent: OUT_OF_SCOPE }] : [];
  });
}
