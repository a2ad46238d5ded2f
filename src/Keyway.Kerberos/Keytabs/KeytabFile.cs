using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Kerberos.Keytabs;

/// <summary>A keytab in a file, as <c>adcli</c>, <c>net ads</c> and <c>samba-tool</c> write it; a joined computer's own is <c>/etc/krb5.keytab</c>.</summary>
public static class KeytabFile
{
    /// <summary>Some thousand keys; a computer has a few dozen.</summary>
    private const long MaximumLength = 1024 * 1024;

    /// <summary>Reads a keytab file whole.</summary>
    /// <returns>Its keys, or <see cref="Catalogue.Kerberos.KeytabUnreadable"/>, <see cref="Catalogue.Kerberos.KeytabMalformed"/>.</returns>
    public static Result<Keytab> Read(string path)
    {
        byte[] content = [];
        try
        {
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite);
            var length = RandomAccess.GetLength(file);
            if (length > MaximumLength)
                return new Refusal(Catalogue.Kerberos.KeytabMalformed, $"{path}: {length} bytes");
            content = new byte[length];
            var read = RandomAccess.Read(file, content, 0);
            return KeytabFormat.Parse(content.AsSpan(0, read)).TryGet(out var keytab, out var refusal)
                ? keytab
                : refusal with { Detail = $"{path}: {refusal.Detail}" };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new Refusal(Catalogue.Kerberos.KeytabUnreadable, exception.Message);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }
}
