using System.Text;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>The little that we take apart of distinguished names (RFC 4514).</summary>
public static class DistinguishedName
{
    /// <summary>The name above this one, or null for a top.</summary>
    public static string? ParentOf(string dn)
    {
        for (var i = 0; i < dn.Length; i++)
        {
            if (dn[i] == '\\')
                i++;
            else if (dn[i] == ',')
                return dn[(i + 1)..];
        }

        return null;
    }

    /// <summary>The value of the first part, unescaped: <c>a,b</c> of <c>CN=a\,b,DC=x</c>.</summary>
    public static string FirstValueOf(string dn)
    {
        var first = ParentOf(dn) is { } parent ? dn[..(dn.Length - parent.Length - 1)] : dn;
        var value = first[(first.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var bytes = new List<byte>(value.Length);
        for (var i = 0; i < value.Length;)
        {
            if (value[i] == '\\' && i + 2 < value.Length && char.IsAsciiHexDigit(value[i + 1]) && char.IsAsciiHexDigit(value[i + 2]))
            {
                bytes.Add(Convert.FromHexString(value.AsSpan(i + 1, 2))[0]);
                i += 3;
                continue;
            }

            if (value[i] == '\\' && i + 1 < value.Length)
                i++;
            var length = char.IsHighSurrogate(value[i]) && i + 1 < value.Length ? 2 : 1;
            bytes.AddRange(Encoding.UTF8.GetBytes(value.Substring(i, length)));
            i += length;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>The DNS name that a domain's distinguished name spells: <c>contoso.com</c> of <c>DC=contoso,DC=com</c>.</summary>
    public static string DnsNameOf(string domainDn)
    {
        var labels = new List<string>();
        for (var dn = domainDn; dn is not null; dn = ParentOf(dn))
            labels.Add(FirstValueOf(dn));
        return string.Join('.', labels);
    }

    /// <summary>How many parts it has.</summary>
    public static int DepthOf(string dn)
    {
        var depth = 0;
        for (var part = dn; part is not null; part = ParentOf(part))
            depth++;
        return depth;
    }
}
