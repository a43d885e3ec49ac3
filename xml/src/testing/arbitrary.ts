import fc from 'fast-check';

const text = fc.constantFrom(
  '',
  'a',
  ' ',
  '450.00',
  'Rūta',
  'a\r\nb',
  'a\rb',
  '\n  ',
  '\u{1f600}',
  '&amp;&lt;&gt;&quot;&apos;',
  '&#13;&#10;&#9;',
  '&#x1F600;',
  '<![CDATA[<x>&]]]]>',
  '<![CDATA[]]>',
  'a<![CDATA[b]]>c',
  '\'"',
  '>',
  '\u0085\u2028',
  '\u00a0',
);
const attributeValue = fc.constantFrom(
  '',
  '1',
  'ā',
  ' a  b ',
  'a\tb\nc\r\nd',
  '&#9;&#10;&#13;',
  "'>",
  '&lt;&amp;&quot;',
);
const name = fc.constantFrom('a', 'b', 'A', 'Z', 'ā', 'a-b', 'a.b', '_', 'constructor', '__proto__');
const prefix = fc.constantFrom('', '', 'p', 'q', 'P', 'z');
const uri = fc.constantFrom('urn:one', 'urn:two', "http://a/?b='c'", 'urn:%20x');
const attribute = fc.record({ prefix, name, value: attributeValue, quote: fc.constantFrom('"', "'") });

interface Element {
  readonly prefix: string;
  readonly name: string;
  readonly attributes: readonly { prefix: string; name: string; value: string; quote: string }[];
  readonly declared: readonly (readonly [prefix: string, uri: string])[];
  readonly children: readonly (string | Element)[];
  readonly space: string;
}

const { element } = fc.letrec<{ element: Element; child: string | Element }>((tie) => ({
  child: fc.oneof({ maxDepth: 5, depthIdentifier: 'xml' }, text, tie('element')),
  element: fc.record({
    prefix,
    name,
    attributes: fc.uniqueArray(attribute, { maxLength: 3, selector: (one) => one.name }),
    declared: fc.uniqueArray(fc.tuple(prefix, fc.oneof(uri, fc.constant(''))), {
      maxLength: 3,
      selector: ([one]) => one,
    }),
    children: fc.array(tie('child'), { maxLength: 4, depthIdentifier: 'xml' }),
    space: fc.constantFrom('', ' ', '\n\t'),
  }),
}));

/** Every prefix is declared on the root, so that all are bound wherever they are used. */
const ROOT = ' xmlns:p="urn:p" xmlns:q="urn:q" xmlns:P="urn:P" xmlns:z="urn:z"';

function write({ prefix, name, attributes, declared, children, space }: Element): string {
  const tag = prefix === '' ? name : `${prefix}:${name}`;
  const namespaces = declared
    // XML 1.0 can undeclare nothing but the default namespace.
    .filter(([one, namespace]) => one === '' || namespace !== '')
    .map(([one, namespace]) => ` xmlns${one === '' ? '' : `:${one}`}="${namespace}"`);
  const others = attributes.map(
    (one) => `${space || ' '}${one.prefix === '' ? '' : `${one.prefix}:`}${one.name}=${quoted(one)}`,
  );
  const start = `<${tag}${namespaces.join('')}${others.join('')}${space}`;
  const inner = children.map((child) => (typeof child === 'string' ? child : write(child))).join('');
  return inner === '' ? `${start}/>` : `${start}>${inner}</${tag}${space}>`;
}

const quoted = ({ value, quote }: { value: string; quote: string }): string =>
  `${quote}${quote === "'" ? value.replaceAll("'", '&#39;') : value}${quote}`;

/** Well-formed documents without comments, instructions or a document type. */
export const wellFormed: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('', '<?xml version="1.0"?>', "<?xml version='1.0' encoding='utf-8' ?>\n"), element)
  .map(([declaration, root]) => `${declaration}<R${ROOT}>${write(root)}</R>\n`);

/** Well-formed documents with a piece cut out, put in, or doubled. */
export const damaged: fc.Arbitrary<string> = fc
  .tuple(
    wellFormed,
    fc.nat(),
    fc.nat({ max: 6 }),
    fc.constantFrom(
      '',
      '<',
      '>',
      '"',
      '&',
      '/',
      ' ',
      '<!-- -->',
      '<?x?>',
      'xmlns=""',
      ']]>',
      '<a>',
      '\0',
      ':',
      '&#0;',
    ),
  )
  .map(([document, at, cut, piece]) => {
    const from = at % document.length;
    return document.slice(0, from) + piece + document.slice(from + cut);
  });
