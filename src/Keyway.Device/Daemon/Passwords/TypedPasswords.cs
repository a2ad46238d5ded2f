using System.Security.Cryptography;
using System.Text;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Daemon.Passwords;

/// <summary>The current password and the new one, in UTF-8, for as long as a change takes.</summary>
internal sealed class TypedPasswords : IDisposable
{
    private TypedPasswords(byte[] current, byte[] fresh)
    {
        Current = current;
        New = fresh;
    }

    public byte[] Current { get; }

    public byte[] New { get; }

    /// <summary>
    /// Asks for all three before the domain is asked anything. A lock screen that has one text for every question answers all alike, also with a PIN:
    /// that must not become a try of the account's password.
    /// </summary>
    /// <param name="ask">Asks a hidden question.</param>
    public static Result<TypedPasswords> Ask(Func<string, Result<Secret>> ask)
    {
        if (!Read(ask("Current password")).TryGet(out var current, out var refusal))
            return refusal;
        if (!Read(ask("New password")).TryGet(out var fresh, out refusal))
        {
            CryptographicOperations.ZeroMemory(current);
            return refusal;
        }

        var passwords = new TypedPasswords(current, fresh);
        if (!Read(ask("New password, again")).TryGet(out var again, out refusal))
        {
            passwords.Dispose();
            return refusal;
        }

        var usable = CryptographicOperations.FixedTimeEquals(fresh, again) & !CryptographicOperations.FixedTimeEquals(current, fresh);
        CryptographicOperations.ZeroMemory(again);
        if (usable)
            return passwords;
        passwords.Dispose();
        return Catalogue.Daemon.NewPasswordsUnusable;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(Current);
        CryptographicOperations.ZeroMemory(New);
    }

    private static Result<byte[]> Read(Result<Secret> asked)
    {
        if (!asked.TryGet(out var secret, out var refusal))
            return refusal;
        using (secret)
        {
            if (secret.Value.IsEmpty)
                return Catalogue.Daemon.NotAnswered;
            var bytes = new byte[Encoding.UTF8.GetByteCount(secret.Value)];
            Encoding.UTF8.GetBytes(secret.Value, bytes);
            return bytes;
        }
    }
}
