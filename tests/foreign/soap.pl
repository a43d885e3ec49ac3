#!/usr/bin/perl
# Calls the SOAP door with SOAP::Lite: a UsernameToken over mutual TLS, SOAP 1.1 and 1.2.
# Usage: soap.pl URL CERTIFICATE KEY AUTHORITY NAME PASSWORD PERSON_CODE
# (PEM files; Debian: libsoap-lite-perl libio-socket-ssl-perl liblwp-protocol-https-perl libjson-pp-perl)
use strict;
use warnings;
use Encode qw(decode);
use JSON::PP;
use SOAP::Lite;

my ($url, $certificate, $key, $authority, $name, $password, $code) = map { decode('UTF-8', $_) } @ARGV;
my $saite = 'http://ivis.eps.gov.lv/XMLSchemas/999003/Saite/v1-0';
my $wss = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';

# Made anew for each call: SOAP::Lite writes values of the answer into what it was given.
sub security { return SOAP::Header->name('wsse:Security')
    ->attr({ 'xmlns:wsse' => "${wss}wssecurity-secext-1.0.xsd" })
    ->value(\SOAP::Data->name('wsse:UsernameToken' => \SOAP::Data->value(
        SOAP::Data->name('wsse:Username' => $name)->type(''),
        SOAP::Data->name('wsse:Password' => $password)->type('')
            ->attr({ Type => "${wss}username-token-profile-1.0#PasswordText" }),
    ))) }

sub fields { return map { SOAP::Data->name($_->[0] => $_->[1])->type('') } (
    [ placementId => 'perl-1' ], [ recordVersion => 1 ], [ personCode => $code ],
    [ programme => 'adult-long-term-care' ], [ institutionId => 'VSAC-PERL' ],
    [ startedOn => '2020-01-05' ], [ dailyCost => '20.00' ]) }
sub query { return map { SOAP::Data->name($_->[0] => $_->[1])->type('') } ([ personCode => $code ], [ month => '2020-01' ]) }
sub other { return (
    SOAP::Data->name(context => \SOAP::Data->name(language => 'en')->type('')),
    map { SOAP::Data->name($_->[0] => $_->[1])->type('') } ([ personCode => '32000000009' ], [ month => '2020-01' ])) }

my %printed;
for my $version ('1.1', '1.2') {
    my $port = $version eq '1.1' ? 'Soap11' : 'Soap12';
    my $client = SOAP::Lite->soapversion($version)->proxy($url)->default_ns($saite)
        ->on_action(sub { "\"$saite/$_[1]\"" })->on_fault(sub { $_[1] })->autotype(0);
    $client->transport->ssl_opts(
        SSL_cert_file => $certificate, SSL_key_file => $key, SSL_ca_file => $authority, verify_hostname => 1);
    my $taken = $client->call(SubmitPlacement => security(), fields());
    die ref $taken ? $taken->faultstring : $taken if !ref $taken || $taken->fault;
    my $stated = $client->call(GetAllowance => security(), query());
    my $statement = $stated->valueof('//GetAllowanceResponse');
    my @stays = map { [ $_->{placementId}, 0 + $_->{days} ] } $stated->valueof('//stays/item');
    my $fault = $client->call(GetAllowance => security(), other());
    $printed{$port} = {
        eventId => $taken->valueof('//eventId'),
        rate => $statement->{rate},
        daysInCare => 0 + $statement->{daysInCare},
        allowance => length($statement->{allowance} // '') ? $statement->{allowance} : undef,
        stays => \@stays,
        fault => { title => $fault->valueof('//Problem/title'), code => $fault->valueof('//Problem/code') },
    };
}
print encode_json(\%printed), "\n";
