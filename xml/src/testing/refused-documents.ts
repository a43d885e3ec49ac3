import type { XmlTreeLimits } from '../read-tree.ts';
import type { XmlTreeRefusal } from '../refusal.ts';

/** A document that must not be taken, made when it is needed: some are large. */
export type RefusedDocument = readonly [name: string, code: XmlTreeRefusal, make: () => string | Uint8Array];

/** What the documents below are refused by. */
export const TEST_LIMITS: XmlTreeLimits = {
  bytes: 4 * 1024 * 1024,
  depth: 64,
  elements: 10_000,
  attributes: 10_000,
  namespaces: 500,
};

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const utf32 = (text: string): Buffer =>
  Buffer.concat([...text].map((character) => Buffer.from([character.charCodeAt(0), 0, 0, 0])));
const bytes = (...values: (number | string)[]): Buffer =>
  Buffer.concat(values.map((value) => (typeof value === 'string' ? Buffer.from(value) : Buffer.of(value))));
const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('');

const LAUGHS = `<!DOCTYPE R [<!ENTITY l0 "ha">${repeat(
  9,
  (index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
)}]><R>&l9;</R>`;
const QUADRATIC = () => `<!DOCTYPE R [<!ENTITY a "${'a'.repeat(100_000)}">]><R>${'&a;'.repeat(100_000)}</R>`;

/** Hostile and broken documents by name, with why each is refused. */
export const REFUSED_DOCUMENTS: readonly RefusedDocument[] = [
  ['nothing', 'EMPTY', () => ''],
  ['white space', 'EMPTY', () => ' \r\n\t\n'],
  ['a byte order mark alone', 'EMPTY', () => '\ufeff'],
  ['a declaration alone', 'NOT_WELL_FORMED', () => '<?xml version="1.0"?>'],

  // Entities and document types.
  ['billion laughs', 'DOCUMENT_TYPE', () => LAUGHS],
  ['quadratic expansion', 'DOCUMENT_TYPE', QUADRATIC],
  [
    'an external entity',
    'DOCUMENT_TYPE',
    () => '<!DOCTYPE R [<!ENTITY x SYSTEM "file:///etc/passwd">]><R>&x;</R>',
  ],
  [
    'an external parameter entity',
    'DOCUMENT_TYPE',
    () => '<!DOCTYPE R [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]><R/>',
  ],
  ['an external document type', 'DOCUMENT_TYPE', () => '<!DOCTYPE R SYSTEM "http://127.0.0.1:1/x.dtd"><R/>'],
  ['a document type alone', 'DOCUMENT_TYPE', () => '<!DOCTYPE R><R/>'],
  [
    'a document type after a declaration and lines',
    'DOCUMENT_TYPE',
    () => '<?xml version="1.0"?>\n\n<!DOCTYPE R>\n<R/>',
  ],
  ['a document type inside', 'DOCUMENT_TYPE', () => '<R><!DOCTYPE R></R>'],
  ['a document type in CDATA', 'DOCUMENT_TYPE', () => '<R><![CDATA[<!DOCTYPE R>]]></R>'],
  ['a document type in small letters', 'DOCUMENT_TYPE', () => '<!doctype html><html/>'],
  ['a document type that never ends', 'DOCUMENT_TYPE', () => '<!DOCTYPE R [<!ENTITY'],
  ['an entity declaration inside', 'DOCUMENT_TYPE', () => '<R><!ENTITY a "b"></R>'],
  ['an attribute list inside', 'NOT_WELL_FORMED', () => '<R><!ATTLIST R a CDATA "b"></R>'],
  ['an entity that nobody declared', 'NOT_WELL_FORMED', () => '<R>&l9;</R>'],
  ['an entity of HTML', 'NOT_WELL_FORMED', () => '<R>a&nbsp;b</R>'],
  ['an entity in an attribute', 'NOT_WELL_FORMED', () => '<R a="&x;"/>'],
  ['a million character references', 'TOO_LARGE', () => `<R>${'&#65;'.repeat(1_000_000)}</R>`],

  // Instructions, comments, inclusions.
  ['an instruction in a value', 'PROCESSING_INSTRUCTION', () => '<R><amount>1<?x 00?></amount></R>'],
  ['an instruction in front', 'PROCESSING_INSTRUCTION', () => '<?xml-stylesheet href="http://a/"?><R/>'],
  ['an instruction behind', 'PROCESSING_INSTRUCTION', () => '<R/><?php echo 1 ?>'],
  ['a declaration that is not in front', 'NOT_WELL_FORMED', () => ' <?xml version="1.0"?><R/>'],
  ['a comment in a value', 'COMMENT', () => '<R><amount>1<!-- -->00</amount></R>'],
  ['a comment in front', 'COMMENT', () => '<!-- a --><R/>'],
  ['a comment behind', 'COMMENT', () => '<R/><!---->'],
  ['a comment that never ends', 'NOT_WELL_FORMED', () => '<R><!-- </R>'],
  ['a comment with two hyphens', 'COMMENT', () => '<R><!-- a -- b --></R>'],
  [
    'an inclusion of a file',
    'INCLUSION',
    () =>
      '<R xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="file:///etc/passwd" parse="text"/></R>',
  ],
  [
    'an inclusion as root',
    'INCLUSION',
    () => '<include xmlns="http://www.w3.org/2001/XInclude" href="http://127.0.0.1:1/"/>',
  ],

  // Size in all directions.
  ['a text of five megabytes', 'TOO_LARGE', () => `<R>${'a'.repeat(5_000_000)}</R>`],
  ['200 000 levels', 'TOO_DEEP', () => '<a>'.repeat(200_000)],
  ['200 000 levels with namespaces', 'TOO_DEEP', () => '<a xmlns="u">'.repeat(200_000)],
  ['65 levels', 'TOO_DEEP', () => '<a>'.repeat(65) + '</a>'.repeat(65)],
  [
    'half a million attributes',
    'TOO_MANY_ATTRIBUTES',
    () => `<R ${repeat(460_000, (index) => `a${index}="" `).slice(0, 4_000_000)}/>`,
  ],
  ['a million attributes', 'TOO_LARGE', () => `<R ${repeat(1_000_000, (index) => `a${index}="" `)}/>`],
  ['a million elements', 'TOO_MANY_ELEMENTS', () => `<R>${'<a/>'.repeat(1_000_000)}</R>`],
  [
    'a thousand namespaces',
    'TOO_MANY_NAMESPACES',
    () => `<R ${repeat(1_000, (index) => `xmlns:n${index}="u${index}" `)}/>`,
  ],
  [
    'a namespace on each of a thousand elements',
    'TOO_MANY_NAMESPACES',
    () => `<R>${repeat(1_000, (index) => `<a xmlns="u${index}"/>`)}</R>`,
  ],
  ['a namespace of a megabyte', 'TOO_MANY_NAMESPACES', () => `<R xmlns:a="${'u'.repeat(1_000_000)}"/>`],

  ['a namespace with an ampersand', 'NAMESPACE', () => '<R xmlns="http://a/?b&amp;c"/>'],
  ['a namespace with a quotation mark', 'NAMESPACE', () => `<R xmlns='"'/>`],
  ['a namespace of two lines', 'NAMESPACE', () => '<R xmlns="a&#10;b"/>'],
  ['a namespace that is no URI', 'NAMESPACE', () => '<R xmlns:p="urn:\u0101"/>'],

  // Encodings.
  ['UTF-16LE', 'ENCODING', () => utf16('<?xml version="1.0" encoding="UTF-16"?><R/>')],
  ['UTF-16LE with a mark', 'ENCODING', () => utf16('\ufeff<R/>')],
  ['UTF-16BE', 'ENCODING', () => utf16('<R/>').swap16()],
  ['UTF-16BE with a mark', 'ENCODING', () => utf16('\ufeff<R/>').swap16()],
  ['UTF-32LE', 'ENCODING', () => utf32('<R/>')],
  ['UTF-32BE', 'ENCODING', () => utf32('<R/>').swap32()],
  ['EBCDIC', 'ENCODING', () => bytes(0x4c, 0x6f, 0xa7, 0x94, 0x93)],
  ['UTF-8 that says it is UTF-16', 'ENCODING', () => '<?xml version="1.0" encoding="UTF-16"?><R/>'],
  ['UTF-7 that says so', 'ENCODING', () => '<?xml version="1.0" encoding="UTF-7"?>+ADw-R/+AD4-'],
  ['UTF-7 that does not', 'NOT_WELL_FORMED', () => '+ADw-R/+AD4-'],
  [
    'windows-1257 that says so',
    'ENCODING',
    () => bytes('<?xml version="1.0" encoding="windows-1257"?><R>R', 0xfb, 'ta</R>'),
  ],
  ['windows-1257 that does not', 'ENCODING', () => bytes('<R>R', 0xfb, 'ta</R>')],
  ['ISO-8859-1 in ASCII alone', 'ENCODING', () => "<?xml version='1.0' encoding='ISO-8859-1'?><R/>"],
  ['an overlong slash', 'ENCODING', () => bytes('<R>', 0xc0, 0xaf, '</R>')],
  ['an overlong NUL', 'ENCODING', () => bytes('<R>', 0xc0, 0x80, '</R>')],
  ['a surrogate in UTF-8', 'ENCODING', () => bytes('<R>', 0xed, 0xa0, 0x80, '</R>')],
  ['beyond Unicode', 'ENCODING', () => bytes('<R>', 0xf4, 0x90, 0x80, 0x80, '</R>')],
  ['half a character at the end', 'ENCODING', () => bytes('<R/>', 0xc4)],
  ['two byte order marks', 'NOT_WELL_FORMED', () => '\ufeff\ufeff<R/>'],
  ['XML 1.1', 'NOT_WELL_FORMED', () => '<?xml version="1.1"?><R>&#1;</R>'],
  ['XML 2.0', 'NOT_WELL_FORMED', () => '<?xml version="2.0"?><R/>'],

  // Packed.
  ['gzip', 'COMPRESSED', () => bytes(0x1f, 0x8b, 8, 0)],
  ['zip', 'COMPRESSED', () => bytes('PK', 3, 4, 20, 0)],
  ['zstd', 'COMPRESSED', () => bytes(0x28, 0xb5, 0x2f, 0xfd)],
  ['bzip2', 'COMPRESSED', () => bytes('BZh91AY')],
  ['xz', 'COMPRESSED', () => bytes(0xfd, '7zXZ', 0)],

  // Characters and form.
  ['NUL', 'NOT_WELL_FORMED', () => '<R>a\0b</R>'],
  ['NUL in front', 'ENCODING', () => '\0<R/>'],
  ['a bell', 'NOT_WELL_FORMED', () => '<R>\u0007</R>'],
  ['a reference to NUL', 'NOT_WELL_FORMED', () => '<R>&#0;</R>'],
  ['a reference to a control character', 'NOT_WELL_FORMED', () => '<R>&#x1F;</R>'],
  ['a reference to a surrogate', 'NOT_WELL_FORMED', () => '<R>&#xD800;</R>'],
  ['a reference beyond Unicode', 'NOT_WELL_FORMED', () => '<R>&#x110000;</R>'],
  ['a reference of a megabyte', 'NOT_WELL_FORMED', () => `<R>&#${'9'.repeat(1_000_000)};</R>`],
  ['a noncharacter', 'NOT_WELL_FORMED', () => '<R>\ufffe</R>'],
  ['an attribute twice', 'NOT_WELL_FORMED', () => '<R a="1" a="2"/>'],
  [
    'an attribute twice by two prefixes',
    'NOT_WELL_FORMED',
    () => '<R xmlns:p="u" xmlns:q="u" p:a="1" q:a="2"/>',
  ],
  ['a prefix that nobody declared', 'NOT_WELL_FORMED', () => '<p:R/>'],
  ['a prefix that is undeclared again', 'NOT_WELL_FORMED', () => '<p:R xmlns:p="u"><p:a xmlns:p=""/></p:R>'],
  ['a prefix declared twice', 'NOT_WELL_FORMED', () => '<R xmlns:p="u" xmlns:p="v"/>'],
  ['the prefix xmlns declared', 'NOT_WELL_FORMED', () => '<R xmlns:xmlns="u"/>'],
  ['the prefix xml for something else', 'NOT_WELL_FORMED', () => '<R xmlns:xml="u"/>'],
  ['two colons in a name', 'NOT_WELL_FORMED', () => '<a:b:c xmlns:a="u"/>'],
  ['two roots', 'NOT_WELL_FORMED', () => '<R/><R/>'],
  ['text behind', 'NOT_WELL_FORMED', () => '<R/>junk'],
  ['bytes that are no text behind', 'ENCODING', () => bytes('<R/>', 0xff)],
  ['text in front', 'NOT_WELL_FORMED', () => 'junk<R/>'],
  ['cut in an element', 'NOT_WELL_FORMED', () => '<R><a>'],
  ['cut in a tag', 'NOT_WELL_FORMED', () => '<R a="'],
  ['cut in CDATA', 'NOT_WELL_FORMED', () => '<R><![CDATA[a</R>'],
  ['an end tag of another', 'NOT_WELL_FORMED', () => '<R></r>'],
  ['a bare ampersand', 'NOT_WELL_FORMED', () => '<R>a & b</R>'],
  ['a less-than sign in an attribute', 'NOT_WELL_FORMED', () => '<R a="<"/>'],
  ['an attribute without quotes', 'NOT_WELL_FORMED', () => '<R a=1/>'],
  ['the end of CDATA in a text', 'NOT_WELL_FORMED', () => '<R>]]></R>'],
  ['JSON', 'NOT_WELL_FORMED', () => '{"R": 1}'],
];
