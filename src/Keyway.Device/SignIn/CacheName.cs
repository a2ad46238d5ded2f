using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.SignIn;

/// <summary>Where a full TGT is put: a credential cache in a file, named as Kerberos programs name it.</summary>
/// <param name="Path">Absolute path.</param>
internal sealed record CacheName(string Path)
{
    private const string FilePrefix = "FILE:";

    /// <summary>What Kerberos programs take when nothing is configured.</summary>
    public static CacheName Default => new($"/tmp/krb5cc_{PosixFiles.EffectiveUserId}");

    /// <summary>Reads <c>FILE:path</c> or a path; null is the default.</summary>
    public static Result<CacheName> Parse(string? text)
    {
        if (text is null)
            return Default;
        var path = text.StartsWith(FilePrefix, StringComparison.Ordinal) ? text[FilePrefix.Length..] : text;

        // A colon before the first slash is the name of another kind of cache, such as KEYRING: or DIR:.
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || (path == text && path.Split('/')[0].Contains(':', StringComparison.Ordinal)))
            return new Refusal(Catalogue.Device.CacheKindUnknown, text);
        return new CacheName(System.IO.Path.GetFullPath(path));
    }

    public override string ToString() => FilePrefix + Path;
}
