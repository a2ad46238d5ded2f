using Keyway.SecurityKeys.Nfc;
using Keyway.SecurityKeys.SoftwareKeys;
using Keyway.SecurityKeys.SoftwareKeys.Cards;

namespace Keyway.SecurityKeys.Tests.Nfc;

/// <summary>A software key that lies on the reader, and the device through the real PC/SC.</summary>
internal sealed class KeyOnReader : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CardReaderService _service;
    private readonly int _slot;

    public KeyOnReader(CardReaderService service, TouchPrompt? touch = null, int slot = 0, KeyCardOptions? card = null, Func<ICard, ICard>? instead = null)
    {
        _service = service;
        _slot = slot;
        Key = SoftwareKey.Create(_folder.File("key"), touch: touch).Value;
        ICard made = new KeyCard(Key.Authenticator, card ?? new KeyCardOptions());
        _service.Reader.Lay(instead?.Invoke(made) ?? made, slot);
        Soon.Is(() => CardsOnReaders.Laid(Selector).Length > 0);
    }

    public SoftwareKey Key { get; }

    public string Selector => CardReaderService.Selector(_slot);

    public SecurityKeyDevice Open(SecurityKeyOptions? options = null) => SecurityKeyDevice.Open(Selector, options).Value;

    /// <summary>Takes the key away, and waits until pcscd knows.</summary>
    public void Lift()
    {
        _service.Reader.Lift(_slot);
        Soon.Is(() => CardsOnReaders.Laid(Selector).Length == 0);
    }

    public void Dispose()
    {
        Lift();
        Key.Dispose();
        _folder.Dispose();
    }
}
