import { defineConfig, mergeConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.mjs';

// Python starts in these specs: a busy machine needs more than the usual five seconds.
export default mergeConfig(shared(import.meta.dirname), defineConfig({ test: { testTimeout: 60_000 } }));
