const KEPT = 'saite.scheme';

export const SCHEMES = ['auto', 'light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** The colours that the reader chose; without a choice those of the device. */
export function currentScheme(): Scheme {
  const kept = localStorage.getItem(KEPT);
  return SCHEMES.find((scheme) => scheme === kept) ?? 'auto';
}

export function chooseScheme(scheme: Scheme): void {
  localStorage.setItem(KEPT, scheme);
  showScheme();
}

export function showScheme(): void {
  const scheme = currentScheme();
  if (scheme === 'auto') delete document.documentElement.dataset.scheme;
  else document.documentElement.dataset.scheme = scheme;
}
