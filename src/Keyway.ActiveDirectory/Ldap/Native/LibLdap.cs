using System.Reflection;
using System.Runtime.InteropServices;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>The functions of OpenLDAP's client library that we call (<c>ldap.h</c>, versions 2.5 and 2.6).</summary>
internal static unsafe partial class LibLdap
{
    private const string Ldap = "libldap";
    private const string Lber = "liblber";

    private static readonly string[] LdapFiles = ["libldap.so.2", "libldap-2.5.so.0"];
    private static readonly string[] LberFiles = ["liblber.so.2", "liblber-2.5.so.0"];

    static LibLdap() => NativeLibrary.SetDllImportResolver(typeof(LibLdap).Assembly, Resolve);

    [LibraryImport(Ldap, EntryPoint = "ldap_init_fd", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int InitFromSocket(int descriptor, int protocol, string url, out nint session);

    [LibraryImport(Ldap, EntryPoint = "ldap_unbind_ext_s")]
    internal static partial int Unbind(nint session, void* serverControls, void* clientControls);

    [LibraryImport(Ldap, EntryPoint = "ldap_set_option")]
    internal static partial int SetOption(LdapHandle session, LdapOption option, void* value);

    [LibraryImport(Ldap, EntryPoint = "ldap_set_option", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetText(LdapHandle session, LdapOption option, string value);

    [LibraryImport(Ldap, EntryPoint = "ldap_get_option")]
    internal static partial int GetOption(LdapHandle session, LdapOption option, void* value);

    [LibraryImport(Lber, EntryPoint = "ber_sockbuf_ctrl")]
    internal static partial int ControlSocketBuffer(void* socketBuffer, int option, void* value);

    [LibraryImport(Ldap, EntryPoint = "ldap_install_tls")]
    internal static partial int InstallTls(LdapHandle session);

    [LibraryImport(Ldap, EntryPoint = "ldap_start_tls_s")]
    internal static partial int StartTls(LdapHandle session, void* serverControls, void* clientControls);

    [LibraryImport(Ldap, EntryPoint = "ldap_sasl_bind", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Bind(LdapHandle session, string dn, void* mechanism, BerValue* secret, void* serverControls, void* clientControls, out int message);

    [LibraryImport(Ldap, EntryPoint = "ldap_sasl_interactive_bind_s", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int InteractiveBind(
        LdapHandle session, void* dn, string mechanisms, void* serverControls, void* clientControls, uint flags, delegate* unmanaged<void*, uint, void*, void*, int> interact, void* defaults);

    [LibraryImport(Ldap, EntryPoint = "ldap_search_ext", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Search(
        LdapHandle session, string dn, int scope, string filter, byte** attributes, int namesOnly, NativeControl** serverControls, void* clientControls, TimeValue* timeout, int sizeLimit, out int message);

    [LibraryImport(Ldap, EntryPoint = "ldap_add_ext", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Add(LdapHandle session, string dn, NativeChange** attributes, NativeControl** serverControls, void* clientControls, out int message);

    [LibraryImport(Ldap, EntryPoint = "ldap_modify_ext", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Modify(LdapHandle session, string dn, NativeChange** changes, NativeControl** serverControls, void* clientControls, out int message);

    [LibraryImport(Ldap, EntryPoint = "ldap_delete_ext", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Delete(LdapHandle session, string dn, NativeControl** serverControls, void* clientControls, out int message);

    [LibraryImport(Ldap, EntryPoint = "ldap_abandon_ext")]
    internal static partial int Abandon(LdapHandle session, int message, void* serverControls, void* clientControls);

    [LibraryImport(Ldap, EntryPoint = "ldap_result")]
    internal static partial int Result(LdapHandle session, int message, int all, TimeValue* timeout, out nint answer);

    [LibraryImport(Ldap, EntryPoint = "ldap_msgfree")]
    internal static partial int FreeMessage(nint answer);

    [LibraryImport(Ldap, EntryPoint = "ldap_get_dn")]
    internal static partial byte* GetDn(LdapHandle session, nint entry);

    [LibraryImport(Ldap, EntryPoint = "ldap_first_attribute")]
    internal static partial byte* FirstAttribute(LdapHandle session, nint entry, out nint cursor);

    [LibraryImport(Ldap, EntryPoint = "ldap_next_attribute")]
    internal static partial byte* NextAttribute(LdapHandle session, nint entry, nint cursor);

    [LibraryImport(Ldap, EntryPoint = "ldap_get_values_len")]
    internal static partial BerValue** GetValues(LdapHandle session, nint entry, byte* attribute);

    [LibraryImport(Ldap, EntryPoint = "ldap_value_free_len")]
    internal static partial void FreeValues(BerValue** values);

    [LibraryImport(Ldap, EntryPoint = "ldap_memfree")]
    internal static partial void FreeMemory(void* memory);

    [LibraryImport(Lber, EntryPoint = "ber_free")]
    internal static partial void FreeCursor(nint cursor, int freeBuffer);

    [LibraryImport(Ldap, EntryPoint = "ldap_parse_result")]
    internal static partial int ParseResult(
        LdapHandle session, nint answer, out int code, byte** matchedDn, byte** text, void* referrals, NativeControl*** controls, int free);

    [LibraryImport(Ldap, EntryPoint = "ldap_controls_free")]
    internal static partial void FreeControls(NativeControl** controls);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        var files = name switch { Ldap => LdapFiles, Lber => LberFiles, _ => [] };
        foreach (var file in files)
        {
            if (NativeLibrary.TryLoad(file, assembly, path, out var library))
                return library;
        }

        return nint.Zero;
    }
}
