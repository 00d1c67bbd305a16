/** The case studies that can be started, and what the demo has to know of each. */

export interface CaseStudy {
  /** As on the command line, and in `npx nx serve NAME`. */
  name: string;
  /** What a person sees of it. */
  title: string;
  /** Its usual port; the next free one where it is taken. */
  port: number;
  /** The embedded database's folder, in `.casebook`. */
  database: string;
  /** Further folders of what it stores, in `.casebook`. */
  folders?: readonly string[];
}

export const RECOMMENDER: CaseStudy = {
  name: 'recommender',
  title: 'a shop that learns while you look around',
  port: 3333,
  database: 'postgres',
};

export const BANKING_CHATBOT: CaseStudy = {
  name: 'banking-chatbot',
  title: 'a bank’s assistant (the bank is fictional)',
  port: 3334,
  database: 'banking-chatbot',
};

export const NODULE_DETECTOR: CaseStudy = {
  name: 'nodule-detector',
  title: 'a search for nodules in CTs of the chest (for research use, not a medical device)',
  port: 3335,
  database: 'nodule-detector/postgres',
  folders: ['nodule-detector/studies'],
};
