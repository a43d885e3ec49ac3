<?php
/*
 * Calls the SOAP door with PHP's SoapClient: reads the description, signs with a certificate, answers typed.
 * Usage: php soap.php URL KEY CERTIFICATE PERSON_CODE   (PEM files; Debian: php-cli php-soap php-xml)
 */

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
const WSSE = WSS . 'wssecurity-secext-1.0.xsd';
const WSU = WSS . 'wssecurity-utility-1.0.xsd';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Signs Body and Timestamp of each request with RSA and SHA-256. */
class SigningClient extends SoapClient
{
    public string $key;
    public string $certificate;

    public function __doRequest($request, $location, $action, $version, $oneWay = false): ?string
    {
        return parent::__doRequest($this->signed($request), $location, $action, $version, $oneWay);
    }

    private function signed(string $request): string
    {
        $document = new DOMDocument();
        $document->loadXML($request);
        $envelope = $document->documentElement;
        $body = $envelope->getElementsByTagNameNS($envelope->namespaceURI, 'Body')[0];
        $body->setAttributeNS(WSU, 'wsu:Id', 'body');
        $header = $document->createElementNS($envelope->namespaceURI, $envelope->prefix . ':Header');
        $envelope->insertBefore($header, $body);
        $security = $header->appendChild($document->createElementNS(WSSE, 'wsse:Security'));
        $security->setAttributeNS($envelope->namespaceURI, $envelope->prefix . ':mustUnderstand', '1');

        $der = preg_replace('/-----[A-Z ]+-----|\s/', '', $this->certificate);
        $token = $security->appendChild($document->createElementNS(WSSE, 'wsse:BinarySecurityToken', $der));
        $token->setAttribute('EncodingType', WSS . 'soap-message-security-1.0#Base64Binary');
        $token->setAttribute('ValueType', WSS . 'x509-token-profile-1.0#X509v3');
        $token->setAttributeNS(WSU, 'wsu:Id', 'token');

        $timestamp = $security->appendChild($document->createElementNS(WSU, 'wsu:Timestamp'));
        $timestamp->setAttributeNS(WSU, 'wsu:Id', 'timestamp');
        $timestamp->appendChild($document->createElementNS(WSU, 'wsu:Created', gmdate('Y-m-d\TH:i:s\Z')));
        $timestamp->appendChild($document->createElementNS(WSU, 'wsu:Expires', gmdate('Y-m-d\TH:i:s\Z', time() + 300)));

        $references = '';
        foreach (['body' => $body, 'timestamp' => $timestamp] as $id => $element) {
            $digest = base64_encode(hash('sha256', $element->C14N(true), true));
            $references .= "<ds:Reference URI=\"#$id\"><ds:Transforms><ds:Transform Algorithm=\"" . C14N . '"/></ds:Transforms>'
                . '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
                . "<ds:DigestValue>$digest</ds:DigestValue></ds:Reference>";
        }
        $signature = new DOMDocument();
        $signature->loadXML('<ds:Signature xmlns:ds="' . DS . '"><ds:SignedInfo>'
            . '<ds:CanonicalizationMethod Algorithm="' . C14N . '"/>'
            . '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' . $references
            . '</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><wsse:SecurityTokenReference xmlns:wsse="' . WSSE . '">'
            . '<wsse:Reference URI="#token" ValueType="' . WSS . 'x509-token-profile-1.0#X509v3"/>'
            . '</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature>');
        $node = $security->appendChild($document->importNode($signature->documentElement, true));
        $info = $node->getElementsByTagNameNS(DS, 'SignedInfo')[0];
        openssl_sign($info->C14N(true), $value, $this->key, OPENSSL_ALGO_SHA256);
        $node->getElementsByTagNameNS(DS, 'SignatureValue')[0]->nodeValue = base64_encode($value);
        return $document->saveXML();
    }
}

[, $url, $key, $certificate, $code] = $argv;
$printed = [];
foreach (['Soap11' => SOAP_1_1, 'Soap12' => SOAP_1_2] as $port => $version) {
    $client = new SigningClient("$url?wsdl", [
        'soap_version' => $version,
        'cache_wsdl' => WSDL_CACHE_NONE,
        'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    ]);
    $client->key = file_get_contents($key);
    $client->certificate = file_get_contents($certificate);
    $event = $client->SubmitPlacement([
        'placementId' => "php-$port",
        'recordVersion' => 1,
        'personCode' => $code,
        'programme' => 'adult-long-term-care',
        'institutionId' => 'VSAC-PHP',
        'startedOn' => '2020-01-05',
        'dailyCost' => '20.00',
    ]);
    $statement = $client->GetAllowance(['personCode' => $code, 'month' => '2020-01']);
    try {
        $client->GetAllowance(['context' => ['language' => 'en'], 'personCode' => '32000000009', 'month' => '2020-01']);
        $fault = null;
    } catch (SoapFault $raised) {
        $fault = ['title' => $raised->faultstring, 'code' => $raised->detail->Problem->code];
    }
    $printed[$port] = [
        'eventId' => $event->eventId,
        'rate' => $statement->rate,
        'daysInCare' => $statement->daysInCare,
        'allowance' => $statement->allowance,
        'stays' => array_map(fn($stay) => [$stay->placementId, $stay->days], $statement->stays->item),
        'fault' => $fault,
    ];
}
echo json_encode($printed), "\n";
