using System.Runtime.InteropServices;
using System.Text;
using Keyway.Errors;

namespace Keyway.Server.Sealing.Custody;

/// <summary>
/// Logs this process in to the token before OpenSSL's engine asks for the key. The engine by itself offers a wrong PIN twice, says neither to it nor to
/// us why it failed, and writes its URI, PIN and all, to standard error. PKCS#11 keeps the log-in by process, so the engine then needs no PIN.
/// </summary>
internal static unsafe class TokenLogin
{
    private const string ModuleVariable = "PKCS11_MODULE_PATH";
    private const string DefaultModule = "p11-kit-proxy.so";
    private const int MostSlots = 256;

    /// <summary>Finds the one token, logs in with one try, and makes sure that the one key is there.</summary>
    /// <returns>True, or the refusal that says what is missing.</returns>
    public static Result<bool> LogIn(Pkcs11Uri uri, PinFile pinFile)
    {
        if (!FunctionList().TryGet(out var functions, out var refusal) || !FindToken((nint*)functions, uri).TryGet(out var token, out refusal))
            return refusal;
        if (Risk(token.Flags) is { } risk)
            return risk;

        var list = (nint*)functions;
        nuint session;
        var result = ((delegate* unmanaged[Cdecl]<nuint, nuint, nint, nint, nuint*, nuint>)list[Pkcs11.OpenSession])(token.Slot, Pkcs11.SessionSerial, 0, 0, &session);
        if (result != Pkcs11.Ok)
            return Failed("C_OpenSession", result);
        // Closed only after the engine has its own session: with the last session the log-in ends. The process ends it.
        return LogIn(list, session, pinFile).TryGet(out _, out refusal) ? FindKey(list, session, uri) : refusal;
    }

    /// <summary>Why a token with these flags is not even tried; null when it has tries to spare.</summary>
    internal static Refusal? Risk(nuint flags) =>
        (flags & (Pkcs11.FlagPinLocked | Pkcs11.FlagPinFinalTry)) != 0 ? new Refusal(Catalogue.KeyCustody.PinLocked) : null;

    /// <summary>What an answer of C_Login means; null when the process is logged in.</summary>
    internal static Refusal? RefusalOf(nuint result) => result switch
    {
        Pkcs11.Ok or Pkcs11.UserAlreadyLoggedIn => null,
        Pkcs11.PinIncorrect or Pkcs11.PinInvalid or Pkcs11.PinLengthRange => new Refusal(Catalogue.KeyCustody.PinWrong),
        Pkcs11.PinLocked or Pkcs11.PinExpired or Pkcs11.PinNotInitialized => new Refusal(Catalogue.KeyCustody.PinLocked),
        _ => Failed("C_Login", result),
    };

    private static Result<bool> LogIn(nint* list, nuint session, PinFile pinFile)
    {
        if (!pinFile.Read().TryGet(out var pin, out var refusal))
            return refusal;
        nuint result;
        fixed (byte* bytes = pin)
            result = ((delegate* unmanaged[Cdecl]<nuint, nuint, byte*, nuint, nuint>)list[Pkcs11.Login])(session, Pkcs11.User, bytes, (nuint)pin.Length);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(pin);
        if (RefusalOf(result) is not { } refused)
        {
            pinFile.MarkTaken();
            return true;
        }

        if (refused.Error == Catalogue.KeyCustody.PinWrong)
            pinFile.MarkRefused();
        return refused;
    }

    /// <summary>The module that the engine uses too, so that both share one log-in.</summary>
    private static Result<nint> FunctionList()
    {
        var module = Environment.GetEnvironmentVariable(ModuleVariable) ?? DefaultModule;
        if (!NativeLibrary.TryLoad(module, out var library) || !NativeLibrary.TryGetExport(library, "C_GetFunctionList", out var export))
            return new Refusal(Catalogue.KeyCustody.EngineMissing, module);
        nint list;
        var result = ((delegate* unmanaged[Cdecl]<nint*, nuint>)export)(&list);
        if (result != Pkcs11.Ok)
            return Failed("C_GetFunctionList", result);
        // CK_VERSION, two bytes, stands before the pointers.
        var functions = (nint*)(list + sizeof(nint));
        var arguments = new Pkcs11.InitializeArguments { Flags = Pkcs11.OsLockingOk };
        result = ((delegate* unmanaged[Cdecl]<Pkcs11.InitializeArguments*, nuint>)functions[Pkcs11.Initialize])(&arguments);
        return result is Pkcs11.Ok or Pkcs11.AlreadyInitialized ? (nint)functions : Failed("C_Initialize", result);
    }

    private static Result<(nuint Slot, nuint Flags)> FindToken(nint* list, Pkcs11Uri uri)
    {
        var slots = stackalloc nuint[MostSlots];
        nuint count = MostSlots;
        var result = ((delegate* unmanaged[Cdecl]<byte, nuint*, nuint*, nuint>)list[Pkcs11.GetSlotList])(1, slots, &count);
        if (result != Pkcs11.Ok)
            return Failed("C_GetSlotList", result);
        var found = new List<(nuint Slot, nuint Flags)>();
        for (var index = 0; index < (int)count; index++)
        {
            Pkcs11.TokenInfo info;
            result = ((delegate* unmanaged[Cdecl]<nuint, Pkcs11.TokenInfo*, nuint>)list[Pkcs11.GetTokenInfo])(slots[index], &info);
            if (result == Pkcs11.Ok && (info.Flags & Pkcs11.FlagTokenInitialized) != 0
                && Is(uri.Token, info.Label, 32) && Is(uri.Serial, info.Serial, 16) && Is(uri.Manufacturer, info.Manufacturer, 32) && Is(uri.Model, info.Model, 16))
            {
                found.Add((slots[index], info.Flags));
            }
        }

        return found.Count == 1 ? found[0] : new Refusal(Catalogue.KeyCustody.TokenAbsent, $"{uri}: {found.Count} tokens");
    }

    private static Result<bool> FindKey(nint* list, nuint session, Pkcs11Uri uri)
    {
        var keyClass = Pkcs11.PrivateKey;
        var handles = stackalloc nuint[2];
        nuint found = 0;
        fixed (byte* label = uri.Object, id = uri.Id)
        {
            var template = stackalloc Pkcs11.Attribute[3];
            nuint count = 0;
            template[count++] = new() { Type = Pkcs11.AttributeClass, Value = &keyClass, Length = (nuint)sizeof(nuint) };
            if (uri.Object is not null)
                template[count++] = new() { Type = Pkcs11.AttributeLabel, Value = label, Length = (nuint)uri.Object.Length };
            if (uri.Id is not null)
                template[count++] = new() { Type = Pkcs11.AttributeId, Value = id, Length = (nuint)uri.Id.Length };
            var result = ((delegate* unmanaged[Cdecl]<nuint, Pkcs11.Attribute*, nuint, nuint>)list[Pkcs11.FindObjectsInit])(session, template, count);
            if (result == Pkcs11.Ok)
                result = ((delegate* unmanaged[Cdecl]<nuint, nuint*, nuint, nuint*, nuint>)list[Pkcs11.FindObjects])(session, handles, 2, &found);
            if (result != Pkcs11.Ok)
                return Failed("C_FindObjects", result);
            _ = ((delegate* unmanaged[Cdecl]<nuint, nuint>)list[Pkcs11.FindObjectsFinal])(session);
        }

        return found == 1 ? true : new Refusal(Catalogue.KeyCustody.KeyNotFound, $"{uri}: {(found == 0 ? "none" : "several")}");
    }

    private static bool Is(string? wanted, byte* field, int length) =>
        wanted is null || Encoding.UTF8.GetString(field, length).TrimEnd(' ', '\0') == wanted;

    private static Refusal Failed(string function, nuint result) => new(Catalogue.KeyCustody.TokenFailed, $"{function}: 0x{result:X}");
}
