import { language } from '../../words/index.js';

const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });

/** A share from 0 to 1: `97.3%`. */
export const percent = (share: number) => format.format(share);
