import { useTranslation } from 'react-i18next';

const LINKS = [
  ['/v1/datasets', 'datasets'],
  ['/openapi.json', 'openapi'],
  ['/asyncapi.json', 'asyncapi'],
  ['/soap/v1?wsdl', 'soap'],
  ['/XMLSchemas/999003/SopaImport/v1-0/SopaImport.xsd', 'sopaImport'],
  ['/health/ready', 'ready'],
  ['/metrics', 'metrics'],
] as const;

/** Descriptions of the doors, and what needs no token. */
export function OpenLinks() {
  const { t } = useTranslation();
  return (
    <ul className="plain">
      {LINKS.map(([path, name]) => (
        <li key={path}>
          <a href={path}>{t(`home.link.${name}`)}</a>
        </li>
      ))}
    </ul>
  );
}
