import { defineConfig, mergeConfig } from 'vitest/config';
import { shared } from '../../../vitest.shared.mjs';

/** One PostgreSQL and, where the machine can, one Kafka broker for all specs of this project. */
const globalSetup = ['../../../libs/persistence/src/testing/global-setup.ts', '../../../tools/kafka/src/global-setup.ts'];

export default mergeConfig(
  shared(import.meta.dirname),
  defineConfig({ test: { globalSetup, testTimeout: 120_000, hookTimeout: 120_000 } }),
);
