import { CONTEXT, ReadContext, SAITE_NAMESPACE } from '@saite/contracts/soap';
import { elementsOf, isNamed, textOf, type XmlElement } from '@saite/xml';
import type { Language } from '../language.ts';

/** How a call is made, as far as it can be read before anything else of it is judged. */
export interface SaidContext {
  readonly purpose: string | undefined;
  /** Why the person is not to see that the caller looked; it is judged later. */
  readonly embargo: string | undefined;
  readonly language: Language | undefined;
}

/**
 * Purpose and language of a call. Who is let in depends on the purpose, and that is judged before the content is; what
 * is not readable counts as not said, and is told as a wrong field afterwards.
 */
export function contextOf(operation: XmlElement): SaidContext {
  const context = elementsOf(operation).find((child) => isNamed(child, SAITE_NAMESPACE, CONTEXT));
  const said = (name: string) => {
    const element = context && elementsOf(context).find((child) => isNamed(child, SAITE_NAMESPACE, name));
    return element && textOf(element)?.trim();
  };
  const { shape } = ReadContext;
  const purpose = shape.purpose.safeParse(said('purpose'));
  const language = shape.language.safeParse(said('language'));
  return {
    purpose: purpose.success ? purpose.data : undefined,
    embargo: said('embargo'),
    language: language.success ? language.data : undefined,
  };
}
