using System.Runtime.InteropServices;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>Copies what the library parsed into our own types, and frees it.</summary>
internal static unsafe class LdapMessages
{
    public static LdapEntry ReadEntry(LdapHandle session, nint entry, out long size)
    {
        size = 0;
        var attributes = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase);
        var dn = TakeText(LibLdap.GetDn(session, entry)) ?? "";
        var name = LibLdap.FirstAttribute(session, entry, out var cursor);
        while (name != null)
        {
            var values = LibLdap.GetValues(session, entry, name);
            attributes[TakeText(name)!] = Copy(values, ref size);
            name = LibLdap.NextAttribute(session, entry, cursor);
        }

        if (cursor != 0)
            LibLdap.FreeCursor(cursor, 0);
        return new LdapEntry(dn, attributes);
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

    private static List<byte[]> Copy(BerValue** values, ref long size)
    {
        var copies = new List<byte[]>();
        if (values == null)
            return copies;

        for (var value = values; *value != null; value++)
        {
            var copy = (*value)->ToArray();
            size += copy.Length + sizeof(BerValue);
            copies.Add(copy);
        }

        LibLdap.FreeValues(values);
        return copies;
    }
}
