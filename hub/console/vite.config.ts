import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { demandEveryTranslation } from './src/i18n/translations.ts';
import { areaTexts } from './src/texts.ts';

const COMPRESSED = /\.(?:js|css|svg|html)$/;

/** No page is built with a text that one of the languages lacks. */
const translations: Plugin = { name: 'translations', buildStart: () => demandEveryTranslation(areaTexts) };

/** Compressed once, here, and not at every call. */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle({ dir = '' }) {
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!COMPRESSED.test(name) || name === 'index.html') continue;
      const content = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content, { params }));
    }
  },
};

export default defineConfig({
  plugins: [react(), translations, compressed],
  // Every picture is a file: the page's policy takes none out of an address.
  build: { target: 'es2023', assetsInlineLimit: 0, reportCompressedSize: false },
});
