using System.Security.Cryptography;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>A password to be read out or typed once: four groups of four characters that are not mistaken for one another, 78 bits.</summary>
internal static class MadePassword
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string Create() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));
}
