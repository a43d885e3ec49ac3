/** What the hub wrote into the page. */
export function fromPage(name: 'issuer'): string {
  const content = document.querySelector(`meta[name="saite-${name}"]`)?.getAttribute('content');
  if (!content) throw new Error(`The page says no ${name}: it has to be served by the hub.`);
  return content;
}
