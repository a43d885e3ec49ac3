import { useState } from 'react';

const kept = new Map<string, string>();

/** A text that a page has again when the reader comes back to it. It lies in the page's memory and nowhere else. */
export function useRemembered(name: string): [string, (text: string) => void] {
  const [text, setText] = useState(kept.get(name) ?? '');
  const remember = (next: string) => {
    kept.set(name, next);
    setText(next);
  };
  return [text, remember];
}
