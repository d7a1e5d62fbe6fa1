using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Conversing;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Ask;

/// <summary>
/// Several questions in one node: takes as many answers as a message holds, corrections of earlier ones among them, asks
/// for what is missing and, where it is asked to, has all of them confirmed. Made for one execution.
/// </summary>
internal sealed class AskForm
{
    private readonly AskConfig _config;
    private readonly AskTranslation? _translation;
    private readonly NodeContext _context;
    private readonly CancellationToken _cancellationToken;
    private readonly IReadOnlyList<AskSlot> _slots;
    private readonly Phrases _phrases;
    private readonly FormState _form;
    private readonly StringBuilder _before = new();
    private AskState _state;
    private readonly bool _isAnswered;
    private NodeError? _error;
    private string? _invalid;

    public AskForm(AskConfig config, AskTranslation? translation, NodeContext context, CancellationToken cancellationToken)
    {
        (_config, _translation, _context, _cancellationToken) = (config, translation, context, cancellationToken);
        _slots = config.Slots ?? [];
        _phrases = Phrases.Of(context.Conversation.Language);
        _state = context.Resumed is null ? new AskState() : AskState.Read(context.ResumedState);
        _form = _state.Form ?? new FormState();
        _isAnswered = _form.Phase == FormPhase.Asking && _slots.Count > 0 && _slots.All(s => _form.Answers.ContainsKey(s.Name));
    }

    /// <summary>Tells whether a text changes an answer of a form that was filled in.</summary>
    public static bool Finds(AskConfig config, JsonElement state, string said, NodeContext context)
    {
        var form = AskState.Read(state).Form ?? new FormState();
        var translation = Translations.Find(config.Translations, context.Conversation.Language);
        return new SlotFinder(config, translation, context, form, Phrases.Of(context.Conversation.Language)).Find(said, null, isCorrection: true).Count > 0;
    }

    public NodeResult Execute()
    {
        var result = _context.Resumed switch
        {
            TurnInput.Message message => Take(message),
            TurnInput.CameBack => ComeBack(),
            _ => Open(),
        };
        return _error is null ? result : new NodeResult.Failed(_error);
    }

    private NodeResult Open()
    {
        foreach (var slot in _slots.Where(s => _config.TakeFromMessage && SlotFinder.IsFound(s.Entity)))
        {
            if (_context.TakeFromFirstMessage(slot.Entity) is { } taken)
            {
                Fill(slot, taken.Value);
            }
        }

        if (_form.Order.Count > 0 || string.IsNullOrWhiteSpace(_config.Text))
        {
            return GoOn();
        }

        // The opening is a question for everything at once; a text answers none of it in particular.
        return Ask(_translation?.Text ?? _config.Text, null);
    }

    private NodeResult ComeBack()
    {
        _before.Append(WayBack.To(_context));
        return _form.Phase == FormPhase.Changing ? AskWhatElse() : GoOn();
    }

    private NodeResult Take(TurnInput.Message message)
    {
        // Within a form its own answers are what is taken back.
        if (_form.Order.Count == 0 && _context.FindCorrection(takesText: _slots.Any(s => s.Entity == AnswerReader.Text)) is { } correction)
        {
            return correction;
        }

        var said = AnswerReader.SaidIn(message);
        var current = _slots.FirstOrDefault(s => s.Name == _form.Asked);
        if (message.Value.ValueKind == JsonValueKind.Object && TakeCard(message.Value))
        {
            return GoOn();
        }

        var isPressed = current is not null && OpenQuestion.Of(current, _context).IsPressed(message, said);
        if (_form.Phase == FormPhase.Confirming && _phrases.Decide(said) is { } isRight)
        {
            return isRight ? Complete() : AskWhatElse();
        }

        var hasFiles = TakeFiles(message);
        if (TakeAnswers(message, said, current, isPressed) || hasFiles || TakeOpen(said, current))
        {
            return GoOn();
        }

        if (_config.Cancellable && _phrases.IsCancel(said))
        {
            return AskPorts.Cancelled;
        }

        if (current is { Required: false } && _phrases.IsSkip(said))
        {
            Keep(current, JsonValues.Null);
            return GoOn();
        }

        if (!isPressed && _context.FindCommand() is { } command)
        {
            return new NodeResult.Commanded(command);
        }

        if (!isPressed && _invalid is null && _context.FindInterruption() is { } intent)
        {
            return new NodeResult.Digressed(intent);
        }

        if (_invalid is null && current?.Entity == AnswerReader.Text && said.Length > 0 && Fill(current, JsonValues.Of(said)))
        {
            return GoOn();
        }

        return Again(current);
    }

    /// <summary>A submitted card fills the slots that its inputs are named after.</summary>
    private bool TakeCard(JsonElement inputs)
    {
        var filled = false;
        foreach (var slot in _slots)
        {
            if (inputs.TryGetProperty(slot.Name, out var input))
            {
                var answer = AnswerReader.ReadValue(OpenQuestion.Of(slot, _context), input, _context);
                filled |= answer.ValueKind != JsonValueKind.Undefined && Fill(slot, answer);
            }
        }

        return filled;
    }

    /// <summary>Each file answers the next question for one that is still open.</summary>
    private bool TakeFiles(TurnInput.Message message)
    {
        var filled = false;
        var open = _slots.Where(s => s.Entity == AnswerReader.File && !_form.Answers.ContainsKey(s.Name)).ToList();
        foreach (var (slot, file) in open.Zip(message.Files ?? []))
        {
            filled |= Fill(slot, file.ToJson());
        }

        return filled;
    }

    /// <summary>Takes what can be recognised in a message; false when there is nothing.</summary>
    private bool TakeAnswers(TurnInput.Message message, string said, AskSlot? current, bool isPressed)
    {
        if (current is not null && (isPressed || current.Entity is AnswerReader.Choice or AnswerReader.Confirm))
        {
            var answer = AnswerReader.Read(OpenQuestion.Of(current, _context), message, _context);
            if (answer.ValueKind != JsonValueKind.Undefined && Fill(current, answer))
            {
                return true;
            }
        }

        var contrast = current?.Entity == AnswerReader.Text && !_phrases.IsCorrection(said, out _) ? null : _phrases.Contrast(said);
        var isCorrection = _phrases.IsCorrection(said, out _) || contrast is not null || _isAnswered || _form.Phase != FormPhase.Asking;
        var finder = new SlotFinder(_config, _translation, _context, _form, _phrases);
        var found = contrast is var (right, wrong) ? finder.FindInstead(right, wrong, current) : [];
        var filled = false;
        foreach (var (slot, answer) in found.Count > 0 ? found : finder.Find(said, current, isCorrection))
        {
            var wasKnown = _form.Answers.ContainsKey(slot.Name);
            if (Fill(slot, answer))
            {
                filled = true;
                Acknowledge(slot, answer, wasKnown);
            }
        }

        return filled;
    }

    /// <summary>"the date is wrong", with nothing in its place: its question is asked again.</summary>
    private bool TakeOpen(string said, AskSlot? current)
    {
        if (_form.Phase == FormPhase.Asking && !(current?.Entity != AnswerReader.Text && _phrases.IsCorrection(said, out _)))
        {
            return false;
        }

        var named = new SlotFinder(_config, _translation, _context, _form, _phrases).NamedIn(said);
        return named is not null && _form.Answers.Remove(named.Name) && _form.Order.Remove(named.Name);
    }

    private void Acknowledge(AskSlot slot, JsonElement answer, bool wasKnown)
    {
        if (wasKnown)
        {
            var label = AskWords.LabelOf(_config, _translation, SlotFinder.IndexOf(_slots, slot));
            _before.AppendFormat(CultureInfo.InvariantCulture, _phrases.Words.Changed, label, AskWords.ToText(answer, _phrases)).Append(' ');
        }
    }

    /// <summary>Keeps an answer that meets its condition.</summary>
    private bool Fill(AskSlot slot, JsonElement answer)
    {
        if (!AnswerScope.Meets(slot.Valid, answer, _context, out var error))
        {
            _error ??= error;
            _invalid = string.IsNullOrWhiteSpace(slot.Invalid) ? "" : slot.Invalid;
            return false;
        }

        Keep(slot, answer);
        return true;
    }

    private void Keep(AskSlot slot, JsonElement answer)
    {
        _form.Answers[slot.Name] = answer;
        _form.Order.Remove(slot.Name);
        _form.Order.Add(slot.Name);
        _state = _state with { Failures = 0 };
        if (!string.IsNullOrEmpty(slot.SaveTo))
        {
            _context.SetVariable(slot.SaveTo, answer);
        }
    }

    /// <summary>Asks for the first answer that is missing, then whether all are right, then is done.</summary>
    private NodeResult GoOn()
    {
        var missing = _slots.FirstOrDefault(s => !_form.Answers.ContainsKey(s.Name));
        if (missing is not null)
        {
            _form.Phase = FormPhase.Asking;
            return Ask(QuestionOf(missing), missing);
        }

        return _config.Confirm ? AskWhetherRight() : Complete();
    }

    private NodeResult Again(AskSlot? current)
    {
        if (current is null && _form.Phase == FormPhase.Asking)
        {
            return GoOn(); // the opening was answered by nothing we know: now one by one
        }

        _context.NoteMisfit();
        _state = _state with { Failures = _state.Failures + 1 };
        if (_state.Failures >= _config.MaxVisits)
        {
            return AskPorts.GaveUp;
        }

        if (_form.Phase == FormPhase.Changing)
        {
            return AskWhatElse();
        }

        var wording = !string.IsNullOrEmpty(_invalid) ? _invalid : Reprompts.Choose(AskWords.LadderOf(_config, _context), _state.Failures);
        if (wording is null)
        {
            _before.Append(_phrases.Words.DoesNotFit).Append(' ');
        }

        return _form.Phase == FormPhase.Confirming ? AskWhetherRight(wording) : Ask(wording ?? QuestionOf(current!), current); // asking, and not opening
    }

    private string QuestionOf(AskSlot slot)
    {
        var index = SlotFinder.IndexOf(_slots, slot);
        return _translation?.Questions is { } questions && index < questions.Count && questions[index].Length > 0
            ? questions[index]
            : Evaluate(slot.Question, default);
    }

    private NodeResult.Suspended AskWhetherRight(string? wording = null)
    {
        _form.Phase = FormPhase.Confirming;
        var text = wording;
        if (text is null && _config.Summary is not null)
        {
            text = Evaluate(_config.Summary, Output());
        }

        if (text is null)
        {
            var lines = _slots
                .Index()
                .Where(s => _form.Answers[s.Item.Name].ValueKind != JsonValueKind.Null)
                .Select(s => $"{AskWords.LabelOf(_config, _translation, s.Index)}: {AskWords.ToText(_form.Answers[s.Item.Name], _phrases)}");
            text = $"{string.Join('\n', lines)}\n{_phrases.Words.Summary}";
        }

        return Suspend(text, MessageButtons.Of([_phrases.Words.YesButton, _phrases.Words.NoButton]), null);
    }

    private NodeResult.Suspended AskWhatElse()
    {
        _form.Phase = FormPhase.Changing;
        var labels = _slots.Index().Select(s => AskWords.LabelOf(_config, _translation, s.Index));
        return Suspend(_phrases.Words.WhatElse, MessageButtons.Of([.. labels]), null);
    }

    private NodeResult.Suspended Ask(string question, AskSlot? slot) =>
        Suspend(question, slot is null ? null : OpenQuestion.Of(slot, _context).Buttons, slot?.Name);

    private NodeResult.Suspended Suspend(string text, IReadOnlyList<MessageButton>? buttons, string? asked)
    {
        _form.Asked = asked;
        if (_error is null)
        {
            _context.Say(new OutgoingMessage($"{_before}{text}", buttons));
        }

        return new NodeResult.Suspended(new Bookmark.Input((_state with { Form = _form }).Write()));
    }

    private NodeResult.Completed Complete()
    {
        var output = Output();
        if (!string.IsNullOrEmpty(_config.SaveTo))
        {
            _context.SetVariable(_config.SaveTo, output);
        }

        if (_isAnswered && _before.Length > 0)
        {
            _context.Say(new OutgoingMessage(_before.ToString().TrimEnd()));
        }

        _form.Asked = null;
        _context.NoteAnswer((_state with { Form = _form }).Write(), output);
        return new NodeResult.Completed(AskPorts.Answered, output);
    }

    private JsonElement Output() =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var slot in _slots)
            {
                JsonValues.WriteValue(writer, slot.Name, _form.Answers[slot.Name]);
            }

            writer.WriteEndObject();
        });

    private string Evaluate(FieldValue text, JsonElement answers)
    {
        var (value, problem) = text.Evaluate(new AnswerScope(_context.Scope, answers), _cancellationToken);
        _error ??= problem is null ? null : new NodeError(problem.Code, problem.Message, Retryable: false);
        return FieldConversion.ToText(value);
    }
}
