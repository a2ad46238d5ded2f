namespace Keyway.Fido2.Tests.Vectors;

/// <summary>A registration and a sign-in with the same credential; all values hexadecimal.</summary>
public sealed record Vector(string Name, int Algorithm, string? UserHandle, RegistrationVector Registration, AuthenticationVector Authentication);
