import type { ReactNode } from 'react';

/** What may be wider than its place: it scrolls, by keyboard too. */
export const Scroller = ({
  label,
  kind = '',
  children,
}: {
  readonly label: string;
  /** How high it may be and how close its rows stand. */
  readonly kind?: string;
  readonly children: ReactNode;
}) => (
  // biome-ignore lint/a11y/useSemanticElements: it is no set of fields
  <div
    className={`scroller ${kind}`}
    role="group"
    aria-label={label}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    tabIndex={0}
  >
    {children}
  </div>
);
