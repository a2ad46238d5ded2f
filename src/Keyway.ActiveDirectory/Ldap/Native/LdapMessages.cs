using System.Runtime.InteropServices;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>Copies what the library parsed into our own types, and frees it.</summary>
internal static unsafe class LdapMessages
{
    // Values of one octet would make a message of 64 MB one of gigabytes.
    private const int MaximumValues = 1_000_000;

    /// <param name="session">The session that the entry came by.</param>
    /// <param name="entry">The library's message.</param>
    /// <param name="maximumValue">An attribute with a longer value, or with more than a million, is only named.</param>
    /// <param name="size">About how much memory the copy takes, in bytes.</param>
    public static LdapEntry ReadEntry(LdapHandle session, nint entry, int maximumValue, out long size)
    {
        size = 0;
        var oversized = new List<string>();
        var attributes = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase);
        var dn = TakeText(LibLdap.GetDn(session, entry)) ?? "";
        var name = LibLdap.FirstAttribute(session, entry, out var cursor);
        while (name != null)
        {
            var values = LibLdap.GetValues(session, entry, name);
            var text = TakeText(name) ?? "";
            if (Copy(values, maximumValue, ref size) is { } copies)
                attributes[text] = copies;
            else
                oversized.Add(text);
            name = LibLdap.NextAttribute(session, entry, cursor);
        }

        if (cursor != 0)
            LibLdap.FreeCursor(cursor, 0);
        return new LdapEntry(dn, attributes) { Oversized = oversized };
    }

    public static LdapAnswer ReadResult(LdapHandle session, nint answer, IReadOnlyList<LdapEntry> entries)
    {
        byte* text = null;
        NativeControl** controls = null;
        var parsed = LibLdap.ParseResult(session, answer, out var code, null, &text, null, &controls, 0);
        var diagnostic = TakeText(text);
        if (parsed != LdapAnswer.Success)
            return LdapAnswer.Failed(parsed, diagnostic);

        var copies = new List<LdapControl>();
        if (controls != null)
        {
            for (var control = controls; *control != null; control++)
                copies.Add(new LdapControl(Marshal.PtrToStringUTF8((nint)(*control)->Oid) ?? "", (*control)->IsCritical != 0, (*control)->Value.ToArray()));
            LibLdap.FreeControls(controls);
        }

        return new LdapAnswer(code, diagnostic, entries, copies);
    }

    /// <summary>Copies a C string of the library and frees it; null when there is none or it is empty.</summary>
    public static string? TakeText(byte* text)
    {
        if (text == null)
            return null;

        var copy = Marshal.PtrToStringUTF8((nint)text);
        LibLdap.FreeMemory(text);
        return string.IsNullOrEmpty(copy) ? null : copy.TrimEnd('\n', '\r', ' ');
    }

    private static List<byte[]>? Copy(BerValue** values, int maximum, ref long size)
    {
        var copies = new List<byte[]>();
        if (values == null)
            return copies;

        var fits = true;
        for (var value = values; *value != null; value++)
        {
            fits = (*value)->Length <= (nuint)maximum && copies.Count < MaximumValues;
            if (!fits)
                break;
            var copy = (*value)->ToArray();
            size += copy.Length + sizeof(BerValue);
            copies.Add(copy);
        }

        LibLdap.FreeValues(values);
        return fits ? copies : null;
    }
}
