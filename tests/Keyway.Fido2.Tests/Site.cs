namespace Keyway.Fido2.Tests;

/// <summary>The relying party of the tests, and the challenge of its running ceremony.</summary>
internal static class Site
{
    public const string Id = "login.contoso.com";
    public const string Origin = "https://login.contoso.com";

    public static readonly RelyingParty Party = new(Id, "Contoso", new HashSet<string> { Origin });

    public static readonly byte[] Challenge = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
}
