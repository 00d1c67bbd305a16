import { defaultServerConditions } from 'vite';
import { defineConfig, mergeConfig } from 'vitest/config';
import { shared } from '../../../vitest.shared.mjs';

/** One PostgreSQL and, where the machine can, one Kafka broker for all specs of this project. */
const globalSetup = ['../../../libs/persistence/src/testing/global-setup.ts', '../../../tools/kafka/src/global-setup.ts'];

// Without the condition `module`: what @opentelemetry/api exports under it is for bundlers, Node cannot load it.
const conditions = ['@casebook/source', ...defaultServerConditions.filter((condition) => condition !== 'module')];

export default defineConfig({
  ...mergeConfig(shared(import.meta.dirname), { test: { globalSetup, testTimeout: 60_000, hookTimeout: 60_000 } }),
  ssr: { resolve: { conditions } },
});
