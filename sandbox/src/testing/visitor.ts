interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** A browser without script: it keeps cookies by their paths, follows no redirect by itself and sends forms. */
export class Visitor {
  readonly #cookies = new Map<string, Cookie>();

  async go(url: string | URL, form?: Readonly<Record<string, string>>): Promise<Response> {
    const { pathname } = new URL(url);
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => pathname === path || pathname.startsWith(path.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: { accept: 'text/html', 'accept-language': 'lv', ...(cookie === '' ? {} : { cookie }) },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Goes where the answer leads, step by step, as long as that lies under the address. @returns the last answer */
  async follow(response: Response, under: string): Promise<{ response: Response; at: string }> {
    let last = response;
    let at = response.url;
    for (let steps = 0; steps < 10; steps += 1) {
      const location = last.headers.get('location');
      if (location === null) return { response: last, at };
      at = new URL(location, at).href;
      if (!at.startsWith(under)) return { response: last, at };
      last = await this.go(at);
    }
    throw new Error('redirected for ever');
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}
