using Keyway.Errors;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>
/// A question to pcscd that may take no longer than a limit. libpcsclite waits for pcscd as long as it takes, and pcscd for the reader, and a
/// card can ask both for more time again and again; the call cannot be stopped, so its thread is left behind and ends when they answer.
/// </summary>
internal static class CardCall
{
    /// <returns>What it answered, or KW3065 when it did not in time.</returns>
    public static Result<T> Within<T>(TimeSpan limit, Func<Result<T>> question)
        where T : notnull
    {
        var answered = new TaskCompletionSource<Result<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = new Thread(() =>
        {
            try
            {
                answered.SetResult(question());
            }
            catch (Exception failure)
            {
                answered.SetException(failure);
            }
        });
        asking.IsBackground = true;
        asking.Name = "card reader";
        asking.Start();
        return ((IAsyncResult)answered.Task).AsyncWaitHandle.WaitOne(limit)
            ? answered.Task.GetAwaiter().GetResult()
            : new Refusal(Catalogue.SecurityKeys.ReaderFailed, "no answer in time");
    }
}
