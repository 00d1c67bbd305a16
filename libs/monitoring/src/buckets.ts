/** Upper bounds of latency histograms, in seconds: fine from 1 to 50 ms, where the services' promises lie, coarse up to 10 s. */
export const LATENCY_BUCKETS = [
  0.0005, 0.001, 0.0015, 0.002, 0.003, 0.004, 0.005, 0.006, 0.008, 0.01, 0.0125, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.075, 0.1, 0.25,
  0.5, 1, 2.5, 5, 10,
];
