import { defineConfig } from 'vite';

/** `npx nx build nodule-detector-web` writes dist/, which the service serves; `npx nx dev nodule-detector-web` asks a service on port 3335. */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../../../node_modules/.vite/nodule-detector-web',
  resolve: { conditions: ['@casebook/source', 'module', 'browser', 'development|production'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { proxy: { '/v1': process.env.API ?? 'http://127.0.0.1:3335' } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', reportCompressedSize: true, assetsInlineLimit: 0 },
});
