using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.ActiveDirectory.Reading;

namespace Keyway.Connect.Synchronization;

/// <summary>The certificates by which a computer asks to be joined: those whose subject is its own objectGUID. Others, such as those of a domain's own CA, stand in the same attribute and are no wish to join.</summary>
internal static class JoinCertificates
{
    /// <summary>DER of each; none for a computer that does not want to join.</summary>
    public static IReadOnlyList<byte[]> Of(DirectoryComputer computer) =>
        [.. computer.UserCertificates.Where(der => Subject(der) is { } subject && subject.Equals($"CN={computer.ObjectGuid:D}", StringComparison.OrdinalIgnoreCase))];

    private static string? Subject(byte[] der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.SubjectName.Name;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
