using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods.CloudPasswords;

/// <summary>
/// PBKDF2-HMAC-SHA512, away from the requests' threads, on half of the processors at most. Who sends passwords in masses makes others wait for their password at
/// worst; keys and tokens go on. What waits is bounded, and refused beyond that.
/// </summary>
internal sealed class PasswordHashing : IDisposable
{
    /// <summary>What a new hash costs: OWASP's number for HMAC-SHA512 of 2023, some 0.1 s of one processor.</summary>
    public const int Iterations = 220_000;

    public const int SaltLength = 16;
    public const int HashLength = 32;

    private const int MostWaiting = 64;

    private readonly SemaphoreSlim _places = new(Math.Max(1, Math.DivRem(Environment.ProcessorCount, 2).Quotient));
    private int _waiting;

    /// <returns>The hash, 32 bytes; KW2563 when too many wait.</returns>
    public async Task<Result<byte[]>> HashAsync(HeldSecret password, byte[] salt, int iterations)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return new Refusal(Catalogue.Passwords.Busy, "hashing");
        }

        try
        {
            await _places.WaitAsync();
            try
            {
                // Its own thread: a hash would hold up the pool's short work behind it.
                return await Task.Factory.StartNew(
                    () => password.TryRead(bytes => Rfc2898DeriveBytes.Pbkdf2(bytes, salt, iterations, HashAlgorithmName.SHA512, HashLength), out var hash) ? hash : [],
                    CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _places.Dispose();
}
