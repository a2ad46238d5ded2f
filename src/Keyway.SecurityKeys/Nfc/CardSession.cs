using System.Collections.Concurrent;
using Keyway.Errors;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>
/// A security key on a reader, selected and ours alone, on a thread of its own: what waits for a card cannot be stopped, but it can be
/// left behind. Such a thread lets the card go as soon as the reader answers.
/// </summary>
internal sealed class CardSession : IDisposable
{
    // After this a card that answers is let go already; one that does not is left behind.
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<(ReadOnlyMemory<byte> Message, CardExchange Exchange)> _work = [];
    private readonly ExchangeControl _opening = new();
    private readonly Thread _thread;
    private volatile bool _givenUp;

    private CardSession(string reader, TaskCompletionSource<Refusal?> opened) =>
        _thread = new Thread(() => Run(reader, opened)) { IsBackground = true, Name = "security key on a reader" };

    /// <summary>Connects to the card on a reader and selects the applet of security keys.</summary>
    /// <param name="reader">pcscd's name of the reader.</param>
    /// <param name="limit">How long that may take in all.</param>
    /// <returns>The session, or KW3005, KW3006, KW3060 to KW3066.</returns>
    public static Result<CardSession> Open(string reader, TimeSpan limit)
    {
        var opened = new TaskCompletionSource<Refusal?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var session = new CardSession(reader, opened);
        session._thread.Start();
        if (!((IAsyncResult)opened.Task).AsyncWaitHandle.WaitOne(limit))
        {
            session.GiveUp();
            session._work.CompleteAdding();
            return new Refusal(Catalogue.SecurityKeys.ReaderFailed, "no answer in time");
        }

        return opened.Task.GetAwaiter().GetResult() is { } refusal ? refusal : session;
    }

    /// <summary>Has the key do something; the answer comes with the exchange.</summary>
    public CardExchange Begin(ReadOnlyMemory<byte> message)
    {
        var exchange = new CardExchange();
        if (_givenUp) exchange.End(Catalogue.SecurityKeys.KeyLost);
        else _work.Add((message, exchange));
        return exchange;
    }

    /// <summary>Nothing more is said to the card, which begins anew when it is let go.</summary>
    public void GiveUp()
    {
        _givenUp = true;
        _opening.GiveUp();
    }

    /// <summary>Lets the card go.</summary>
    public void Dispose()
    {
        if (!_work.IsAddingCompleted) _work.CompleteAdding();
        _ = _thread.Join(EndPatience);
    }

    private void Run(string reader, TaskCompletionSource<Refusal?> opened)
    {
        try
        {
            if (!PcscContext.Establish().TryGet(out PcscContext? context, out Refusal? refusal))
            {
                opened.SetResult(refusal);
                return;
            }

            using (context)
            {
                if (!context.Connect(reader).TryGet(out PcscCard? card, out refusal))
                {
                    opened.SetResult(refusal);
                    return;
                }

                using (card) Serve(card, opened);
            }
        }
        catch (Exception failure)
        {
            // A bug: whoever waits is told, and a process that nobody waits in goes on.
            opened.TrySetException(failure);
        }
    }

    private void Serve(PcscCard card, TaskCompletionSource<Refusal?> opened)
    {
        var applet = new CtapApplet(card);
        if (!applet.Select(_opening).TryGet(out string? _, out Refusal? refusal))
        {
            card.ResetAtEnd = _givenUp;
            opened.SetResult(refusal);
            return;
        }

        opened.SetResult(null);
        foreach ((ReadOnlyMemory<byte> message, CardExchange exchange) in _work.GetConsumingEnumerable())
        {
            try
            {
                exchange.End(applet.Exchange(message, exchange.Control));
            }
            catch (Exception failure)
            {
                exchange.Fail(failure);
            }
        }

        card.ResetAtEnd = _givenUp;
    }
}
