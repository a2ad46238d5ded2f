namespace Keyway.Fido2.Tests.Vectors;

public sealed record RegistrationVector(string Challenge, string Aaguid, string CredentialId, string ClientDataJson, string AttestationObject);
