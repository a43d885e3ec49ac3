import fc from 'fast-check';
import type { XmlLimits } from '../port.ts';

/** Texts as they stand in a file. */
const subsetText = fc.constantFrom(
  '',
  'a',
  '0',
  '450.00',
  'Rūta',
  'a b',
  'ā\nb',
  '\u{1f600}',
  'l\'a "b"',
  '=/?]',
  ']]',
);
const oddText = fc.constantFrom(
  ' ',
  ' a',
  'a\n',
  '\r\n',
  'a\r\nb',
  'a\rb',
  '\u00a0',
  'a\u00a0',
  'x\ufeff',
  '&amp;',
  '&lt;b&gt;',
  '&#228;',
  '&#x1F600;',
  '&#13;',
  'a&quot;b',
  '<![CDATA[<x>&]]]]>',
  '<![CDATA[]]>',
  'a<![CDATA[b]]>c',
  'a<!-- - -->b',
  'x>',
  '\u0085',
);
const blank = fc.constantFrom('', '', ' ', '\n  ', '\r\n\t');
const between = fc.oneof(
  { weight: 9, arbitrary: blank },
  fc.constantFrom('<!---->', '<!-- ā -->', ' <![CDATA[ ]]>', '&#32;'),
);
const subsetName = fc.constantFrom('a', 'B_1', '_c', 'constructor', '__proto__', 'H');
const oddName = fc.constantFrom('ā', 'a-b', 'a.b', 'ns:a', '\u{10000}');
const attributes = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  ' a="1"',
  " b='>'",
  ' c = "a=b&#10;c"',
  ' __proto__="x" d=\'"\'',
  '\n e="\t\r\nā"',
);

interface Choices {
  readonly name: fc.Arbitrary<string>;
  readonly text: fc.Arbitrary<string>;
  /** What stands between lists and records. */
  readonly blank: fc.Arbitrary<string>;
  /** What stands between the elements of a record. */
  readonly inside: fc.Arbitrary<string>;
  readonly attributes: fc.Arbitrary<string>;
  readonly beforeEnd: fc.Arbitrary<string>;
  readonly isShort: fc.Arbitrary<boolean>;
}

/** A record: a leaf, or elements in elements. */
function element({ name, text, inside, attributes, beforeEnd, isShort }: Choices): fc.Arbitrary<string> {
  return fc.letrec<{ element: string }>((tie) => ({
    element: fc
      .tuple(
        name,
        attributes,
        fc.oneof(
          { depthSize: 'small' },
          text,
          fc
            .tuple(fc.array(fc.tuple(inside, tie('element')), { maxLength: 4 }), inside)
            .map(([inner, last]) => (inner.length > 0 ? `${inner.flat().join('')}${last}` : '')),
        ),
        beforeEnd,
        isShort,
      )
      .map(([tag, attribute, content, space, short]) =>
        content === '' && short ? `<${tag}${attribute}/>` : `<${tag}${attribute}>${content}</${tag}${space}>`,
      ),
  })).element;
}

function document(choices: Choices, declaration: fc.Arbitrary<string>, root: fc.Arbitrary<string>) {
  const records = fc
    .array(fc.tuple(choices.blank, element(choices)), { maxLength: 4 })
    .map((inner) => inner.flat().join(''));
  const child = fc.oneof(
    element(choices),
    fc.constant('<H><L>a</L><L></L></H>'),
    fc
      .tuple(fc.constantFrom('L', 'M'), records, choices.blank)
      .map(([list, inner, space]) => `<${list}>${inner}${space}</${list}>`),
  );
  const children = fc.array(fc.tuple(choices.blank, child), { maxLength: 4 });
  return fc
    .tuple(declaration, root, children, choices.blank, blank)
    .map(
      ([first, tag, inner, space, last]) => `${first}<R${tag}>${inner.flat().join('')}${space}</R>${last}`,
    );
}

/** The odd one once in twenty. */
const seldom = (usual: fc.Arbitrary<string>, odd: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 19, arbitrary: usual }, odd);

const never = fc.constant('');
const declarations = [
  '',
  '<?xml version="1.0"?>',
  "<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n",
];

const subset: Choices = {
  name: subsetName,
  text: subsetText,
  blank,
  inside: blank,
  attributes: never,
  beforeEnd: never,
  isShort: fc.constant(false),
};
const subsetDeclaration = fc.constantFrom(...declarations, '\n ');
const subsetRoot = fc.constantFrom(
  '',
  ' xmlns="urn:x"',
  ' xmlns="http://a.lv/b#c" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
);

/** Documents of which node-xml-stream reads everything rightly. */
export const subsetDocument: fc.Arbitrary<string> = document(subset, subsetDeclaration, subsetRoot);

/** Well-formed documents of which it reads most rightly, but often not all. */
export const nearSubsetDocument: fc.Arbitrary<string> = document(
  {
    ...subset,
    text: seldom(subsetText, oddText),
    inside: seldom(blank, subsetText),
    attributes: seldom(never, attributes),
  },
  subsetDeclaration,
  subsetRoot,
);

/** Well-formed documents with everything that the strict reader takes. */
export const anyDocument: fc.Arbitrary<string> = document(
  {
    name: fc.oneof(subsetName, oddName),
    text: fc.oneof(
      subsetText,
      oddText,
      fc.tuple(oddText, subsetText, oddText).map((texts) => texts.join('')),
    ),
    blank: between,
    inside: seldom(between, fc.oneof(subsetText, oddText)),
    attributes,
    beforeEnd: blank,
    isShort: fc.boolean(),
  },
  fc.constantFrom(...declarations, '<?xml version = "1.0"\r\nencoding="UTF-8" ?>', ' <!-- first -->\n'),
  fc.constantFrom(' xmlns:ns="urn:n"', ' xmlns="urn:x" xmlns:ns="urn:n"\n'),
);

const PIECES = [
  '<',
  '>',
  '/',
  '&',
  ';',
  '"',
  "'",
  '=',
  ' ',
  '\r',
  '\n',
  '-',
  '--',
  ']',
  ']]>',
  '!',
  '?',
  '#',
  'x',
  '0',
  '\0',
  '\u0001',
  '\ufffe',
  'ā',
  '&#0;',
  '&#xD800;',
  '&nbsp;',
  '&#1',
  '<a>',
  '</a>',
  '</R>',
  '<b/>',
  '<!',
  '<!--',
  '-->',
  '<![CDATA[',
  '<?',
  '<?p ?>',
  '<!DOCTYPE',
  '<!DOCTYPE R>',
  '<?xml version="1.0"?>',
  ' a="1" a="2"',
  'x\u{1f600}',
];

/** Documents with some characters taken out, put in, or cut off: most of them malformed. */
export const damagedDocument: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(subsetDocument, anyDocument),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', ...PIECES)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([text, damages]) => {
    let damaged = text;
    for (const [where, length, put] of damages) {
      const at = where % (damaged.length + 1);
      damaged = damaged.slice(0, at) + put + damaged.slice(at + length);
    }
    return damaged.toWellFormed();
  });

/** Limits that small documents exceed, or none. */
export const anyLimits: fc.Arbitrary<XmlLimits | undefined> = fc.option(
  fc.record({
    depth: fc.integer({ min: 2, max: 6 }),
    token: fc.integer({ min: 4, max: 60 }),
    record: fc.integer({ min: 4, max: 90 }),
    attributes: fc.nat({ max: 2 }),
  }),
  { nil: undefined },
);
