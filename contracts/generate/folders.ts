import { fileURLToPath } from 'node:url';

const folder = (name: string): string => fileURLToPath(new URL(`../${name}/`, import.meta.url));

/** What this room generates; never edited by hand. */
export const GENERATED = folder('generated');
/** Golden samples: `<event type>/<name>.json`. */
export const SAMPLES = folder('samples');
/** Schemas as they were published, frozen: `<event type>.json`. */
export const PUBLISHED = folder('published');
