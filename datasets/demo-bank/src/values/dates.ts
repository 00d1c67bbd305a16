/** Days and periods. What only joins ("on Monday", "in March") is lead; what changes the meaning ("since Monday") is in the value. */
import type { Random } from '@casebook/data-pipelines/random';
import type { Part } from '../parts.js';
import { ordinalDigits } from './numerals.js';
import type { Value } from './values.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const shortMonth = (month: string) => month.slice(0, 3);

function calendarDay(random: Random): string {
  const day = 1 + random.below(28);
  const month = random.pick(MONTHS);
  const name = random.chance(0.3) ? shortMonth(month) : month;
  const year = random.chance(0.15) ? ` ${2024 + random.below(3)}` : '';
  const two = (n: number) => String(n).padStart(2, '0');
  return random.pick([
    `${day} ${name}${year}`,
    `${name} ${day}${year && `,${year}`}`,
    `${name} ${ordinalDigits(day)}`,
    `the ${ordinalDigits(day)} of ${month}`,
    `the ${ordinalDigits(day)}`,
    `${two(day)}/${two(MONTHS.indexOf(month) + 1)}`,
    `${two(day)}.${two(MONTHS.indexOf(month) + 1)}.${2024 + random.below(3)}`,
    `${2024 + random.below(3)}-${two(MONTHS.indexOf(month) + 1)}-${two(day)}`,
  ]);
}

const noun = (value: Value, variant: string): string | Value => (variant.endsWith('noun') ? value.text : value);

/** A day. Kinds: `past`, `future`; `noun`, `past_noun`, `future_noun` without a preposition. */
export function date(random: Random, _part: Part, variant: string): string | Value {
  const weekday = random.pick(WEEKDAYS);
  const future = variant.startsWith('future') || (!variant.startsWith('past') && random.chance(0.5));
  const value = random.pick<Value>([
    { lead: 'on ', text: calendarDay(random) },
    { lead: 'on ', text: calendarDay(random) },
    { lead: 'on ', text: weekday },
    ...(future
      ? [
          { lead: '', text: 'tomorrow' },
          { lead: '', text: random.pick(['today', 'next week', 'the day after tomorrow', 'in two days', 'tonight', 'in a week']) },
          { lead: '', text: `${random.pick(['next', 'this', 'this coming'])} ${weekday}` },
          { lead: 'at ', text: 'the end of the month' },
          { lead: 'on ', text: `the ${random.pick(['first', 'last day', '1st', '15th'])} of ${random.pick(['next month', 'the month'])}` },
        ]
      : [
          { lead: '', text: 'yesterday' },
          {
            lead: '',
            text: random.pick([
              'this morning',
              'last night',
              'today',
              'two days ago',
              'a week ago',
              'the day before yesterday',
              'earlier today',
            ]),
          },
          { lead: '', text: `last ${weekday}` },
          { lead: 'on ', text: `${weekday} ${random.pick(['morning', 'night', 'evening', 'afternoon'])}` },
        ]),
  ]);
  return noun(value, variant);
}

/** Periods with a beginning or an end. */
function boundedPeriods(random: Random): Value[] {
  const month = random.pick(MONTHS);
  const [first, second] = [1 + random.below(14), 15 + random.below(14)];
  return [
    {
      lead: '',
      text: `since ${random.pick([random.pick(WEEKDAYS), month, 'yesterday', 'last week', 'last Friday', 'payday', calendarDay(random)])}`,
    },
    { lead: '', text: `between ${first} and ${second} ${month}` },
    { lead: '', text: `from ${first} ${month} ${random.pick(['to', 'until', 'till'])} ${second} ${month}` },
    { lead: '', text: `between ${random.pick(WEEKDAYS.slice(0, 3))} and ${random.pick(WEEKDAYS.slice(3))}` },
    {
      lead: '',
      text: random.pick([
        `before ${month}`,
        `after the ${ordinalDigits(first)}`,
        `until ${random.pick(WEEKDAYS)}`,
        `so far this ${random.pick(['month', 'year', 'week'])}`,
      ]),
    },
  ];
}

/** A stretch of time; a single day is a date. Kind: `noun` what can stand after "statement for", without a preposition. */
export function period(random: Random, _part: Part, variant: string): string | Value {
  const month = random.pick(MONTHS);
  const n = 2 + random.below(11);
  const bounded = variant === 'noun' ? [] : boundedPeriods(random);
  const value = random.pick<Value>([
    { lead: '', text: random.pick(['last month', 'this month', 'last week', 'this week', 'this year', 'last year']) },
    { lead: '', text: random.pick(['last month', 'this month', 'last week', 'this week']) },
    {
      lead: random.pick(['in ', 'for ', 'over ', 'during ']),
      text: `the ${random.pick(['last', 'past'])} ${n} ${random.pick(['days', 'weeks', 'months'])}`,
    },
    {
      lead: random.pick(['in ', 'over ']),
      text: `the ${random.pick(['last', 'past'])} ${random.pick(['few days', 'few weeks', 'couple of weeks', 'month', 'week', 'year', 'quarter'])}`,
    },
    {
      lead: random.pick(['in ', 'for ']),
      text: random.pick([month, `${month} ${2024 + random.below(3)}`, shortMonth(month), `last ${month}`]),
    },
    { lead: random.pick(['in ', 'for ']), text: month },
    ...bounded,
    { lead: 'in ', text: random.pick(['2024', '2025', 'Q1', 'Q2', 'the summer', 'the first half of the year']) },
    { lead: 'over ', text: random.pick(['the weekend', 'Christmas', 'the holidays', 'Easter']) },
  ]);
  return noun(value, variant);
}
