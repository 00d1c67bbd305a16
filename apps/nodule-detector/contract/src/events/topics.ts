/** Topics of the nodule detector, `<domain>.<entity>.v<major>`, each keyed by study so that one study's events stay in order. */
export const TOPICS = {
  /** In: there is something to search. */
  studies: 'imaging.studies.v1',
  /** Out: what was found, or why a search was given up. */
  findings: 'imaging.findings.v1',
  /** Out: what people say of findings: training data. */
  reviews: 'imaging.reviews.v1',
} as const;

/** The CloudEvents types on them. */
export const EVENT_TYPES = {
  announced: 'imaging.study.announced',
  searched: 'imaging.study.searched',
  refused: 'imaging.study.refused',
  reviewed: 'imaging.finding.reviewed',
} as const;
