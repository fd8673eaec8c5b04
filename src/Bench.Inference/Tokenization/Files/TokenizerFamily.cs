namespace Bench.Inference;

/// <summary>Tokenizer classes of transformers that read the same files in the same way.</summary>
internal enum TokenizerFamily
{
    /// <summary><c>vocab.txt</c>, WordPiece.</summary>
    Bert,

    /// <summary><c>vocab.txt</c>, WordPiece, with RoBERTa's template.</summary>
    MPNet,

    /// <summary><c>vocab.json</c> and <c>merges.txt</c>, bytes.</summary>
    Roberta,

    /// <summary>As RoBERTa's, with BERT's template.</summary>
    Deberta,

    /// <summary>As RoBERTa's, without a template.</summary>
    Gpt2,

    /// <summary><c>vocab.json</c> and <c>merges.txt</c>, characters, with BERT's words and template.</summary>
    Herbert,

    /// <summary><c>spiece.model</c> with BERT's template.</summary>
    Albert,

    /// <summary><c>spiece.model</c> with an end mark.</summary>
    T5,

    /// <summary><c>sentencepiece.bpe.model</c> with fairseq's ids.</summary>
    XlmRoberta,

    /// <summary><c>sentencepiece.bpe.model</c> with fairseq's ids, as CamemBERT has them.</summary>
    Camembert,

    /// <summary><c>spm.model</c> with BERT's template.</summary>
    DebertaV2,
}
