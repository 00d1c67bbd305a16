/** The bounds of everything that crosses the border of the service, in one place: service and page read the same numbers. */
export const LIMITS = {
  /** Characters of a unique identifier (PS3.5, UI). */
  uid: 64,
  /** Characters of a description. */
  description: 256,
  /** Characters of what a person writes beside a verdict. */
  note: 1000,
  /** Characters of a search text. */
  query: 128,
  /** Rows of a list in one answer. */
  page: 200,
  /** Slices in one answer: 512 × 512 × 2 bytes each. */
  slices: 64,
  /** Characters of a folder's name in an announcement. */
  folder: 1024,
  /** Findings of one search: more than that is no longer a list that a person reads. */
  findings: 500,
} as const;

/** What stands on the page, in the API, in the report and on the model card. */
export const RESEARCH_USE = 'For research use. Not a medical device.';
