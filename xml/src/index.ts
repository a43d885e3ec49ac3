export { canonicalXml } from './canonical.ts';
export {
  attributeOf,
  elementsOf,
  hasOnlyElements,
  isElement,
  isNamed,
  type NamespaceScope,
  textOf,
  withDescendants,
  type XmlAttribute,
  type XmlElement,
} from './element.ts';
export { type FirstBytesRefusal, judgeFirstBytes } from './first-bytes.ts';
export { readXmlTree, type XmlTreeLimits } from './read-tree.ts';
export { XML_TREE_REFUSALS, type XmlTreeRefusal, XmlTreeRefused } from './refusal.ts';
