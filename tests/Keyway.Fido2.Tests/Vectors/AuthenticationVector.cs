namespace Keyway.Fido2.Tests.Vectors;

public sealed record AuthenticationVector(string Challenge, string AuthenticatorData, string ClientDataJson, string Signature);
