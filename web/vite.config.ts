import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.SHELFCAST_SERVER ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': '/src' } },
  build: {
    outDir: 'target/classes/static',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 400,
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': { target: server, ws: true }, '/health': server } },
  test: { environment: 'jsdom', setupFiles: ['src/test-setup.ts'], css: false },
});
