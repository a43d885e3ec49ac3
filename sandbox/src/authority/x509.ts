// The library finds its parts by metadata of classes, which this adds; it has to come first.
import 'reflect-metadata';

export * from '@peculiar/x509';
